-- 行政区划、大厅、站点. Divisions are kept by versions that are only ever added: a version holds from its day until the next
-- one of the same place. `division` columns hold a place's key, which never changes; codes, names and uppers may.
create schema region;

-- One row that every act locks, so that changes of the tree come one after the other; its number tells caches that they are old.
create table region.register (
  name text not null,
  last_change bigint not null,
  constraint register_pkey primary key (name),
  constraint register_last_change_check check (last_change >= 0)
);
insert into region.register (name, last_change) values ('divisions', 0);

create table region.division_change (
  number bigint not null,
  kind text not null,
  from_on date not null,
  document text not null,
  document_on date,
  note text,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint division_change_pkey primary key (number),
  constraint division_change_kind_check
    check (kind in ('import', 'found', 'rename', 'recode', 'move', 'merge', 'split')),
  constraint division_change_document_check check (document <> '')
);

create table region.division (
  key text collate "C" not null,
  level text not null,
  kind text not null,
  constraint division_pkey primary key (key),
  constraint division_level_check check (level in ('province', 'city', 'county', 'town', 'village')),
  constraint division_kind_check check (kind in ('official', 'functional'))
);

-- Every code a place ever had. A code names one place for ever.
create table region.division_code (
  code text collate "C" not null,
  division text collate "C" not null,
  constraint division_code_pkey primary key (code),
  constraint division_code_division_fkey foreign key (division) references region.division (key),
  constraint division_code_form_check check (code ~ '^([0-9]{6}|[0-9]{9}|[0-9]{12})$')
);
create index division_code_division on region.division_code (division);

create table region.division_version (
  division text collate "C" not null,
  version integer not null,
  from_on date not null,
  change bigint not null,
  code text collate "C" not null,
  name text not null,
  upper text collate "C",
  path text collate "C" not null,
  state text not null,
  tier text,
  constraint division_version_pkey primary key (division, version),
  constraint division_version_division_fkey foreign key (division) references region.division (key),
  constraint division_version_upper_fkey foreign key (upper) references region.division (key),
  constraint division_version_change_fkey foreign key (change) references region.division_change (number),
  constraint division_version_state_check check (state in ('live', 'ended')),
  constraint division_version_path_check check (path like '%' || division || '/' and (upper is null) = (path = division || '/')),
  constraint division_version_name_check check (name <> '')
);
-- Ancestors and descendants by prefix.
create index division_version_path on region.division_version (path);
create index division_version_upper on region.division_version (upper);

-- Where a place went when it was merged or split.
create table region.division_successor (
  division text collate "C" not null,
  successor text collate "C" not null,
  change bigint not null,
  constraint division_successor_pkey primary key (division, successor, change),
  constraint division_successor_division_fkey foreign key (division) references region.division (key),
  constraint division_successor_successor_fkey foreign key (successor) references region.division (key),
  constraint division_successor_change_fkey foreign key (change) references region.division_change (number),
  constraint division_successor_self_check check (division <> successor)
);

-- The code of a hall leads the keys of all case tables, so it never changes, also when its division gets another code.
create table region.hall (
  code text collate "C" not null,
  division text collate "C" not null,
  name text not null,
  host text,
  hue integer not null,
  state text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  constraint hall_pkey primary key (code),
  constraint hall_division_key unique (division),
  constraint hall_host_key unique (host),
  constraint hall_division_fkey foreign key (division) references region.division (key),
  constraint hall_code_check check (code ~ '^[0-9]{6}$'),
  constraint hall_name_check check (name <> ''),
  constraint hall_hue_check check (hue between 180 and 290),
  constraint hall_state_check check (state in ('open', 'closed')),
  constraint hall_closed_check check ((state = 'closed') = (closed_at is not null))
);

create table region.site (
  division text collate "C" not null,
  hall text collate "C" not null,
  kind text not null,
  state text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  constraint site_pkey primary key (division),
  constraint site_division_fkey foreign key (division) references region.division (key),
  constraint site_hall_fkey foreign key (hall) references region.hall (code),
  constraint site_kind_check check (kind in ('station', 'point')),
  constraint site_state_check check (state in ('open', 'closed')),
  constraint site_closed_check check ((state = 'closed') = (closed_at is not null))
);
create index site_hall on region.site (hall);

-- Which shipped files this register holds already.
create table region.edition (
  name text not null,
  sha256 text not null,
  constraint edition_pkey primary key (name)
);

comment on table region.register is '登记簿：每次变更先锁这一行';
comment on table region.division_change is '区划变更：依据文件、生效日';
comment on table region.division is '区划（地方）的不变身份';
comment on table region.division_code is '区划用过的代码；一个代码永远指同一个地方';
comment on table region.division_version is '区划的历次样子，只增不改';
comment on table region.division_successor is '合并、拆分后的去向';
comment on table region.hall is '网上办事大厅：省、市、县';
comment on table region.site is '镇街办事站、村居办事点，属于县级大厅';
comment on table region.edition is '已载入的随附数据';
