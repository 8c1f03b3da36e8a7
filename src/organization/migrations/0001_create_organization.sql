-- 机构、处室、岗位、部门窗口. Departments are kept by versions that are only ever added, like divisions. `division` holds the
-- key of a place of the register of divisions.
create schema organization;

-- One row that every act locks; its number tells caches that they are old.
create table organization.register (
  name text not null,
  last_change bigint not null,
  constraint register_pkey primary key (name),
  constraint register_last_change_check check (last_change >= 0)
);
insert into organization.register (name, last_change) values ('departments', 0);

create table organization.department_change (
  number bigint not null,
  kind text not null,
  from_on date not null,
  document text not null,
  note text,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint department_change_pkey primary key (number),
  constraint department_change_kind_check check (kind in ('import', 'found', 'rename', 'amend', 'merge', 'close'))
);

create table organization.department (
  key text collate "C" not null,
  division text collate "C" not null,
  origin text not null,
  constraint department_pkey primary key (key),
  constraint department_origin_check check (origin in ('plan', 'template', 'import', 'local'))
);
create index department_division on organization.department (division);

create table organization.department_version (
  department text collate "C" not null,
  version integer not null,
  from_on date not null,
  change bigint not null,
  name text not null,
  short_name text not null,
  kind text,
  nature text not null,
  vertical text,
  uscc text,
  org_code text,
  position integer not null,
  state text not null,
  constraint department_version_pkey primary key (department, version),
  constraint department_version_department_fkey foreign key (department) references organization.department (key),
  constraint department_version_change_fkey foreign key (change) references organization.department_change (number),
  constraint department_version_name_check check (name <> '' and short_name <> ''),
  constraint department_version_nature_check check (nature in ('1', '2', '3', '9')),
  constraint department_version_vertical_check check (vertical in ('national', 'province')),
  constraint department_version_state_check check (state in ('live', 'ended'))
);
create index department_version_uscc on organization.department_version (uscc) where uscc is not null;

create table organization.department_successor (
  department text collate "C" not null,
  successor text collate "C" not null,
  change bigint not null,
  constraint department_successor_pkey primary key (department, successor, change),
  constraint department_successor_department_fkey foreign key (department) references organization.department (key),
  constraint department_successor_successor_fkey foreign key (successor) references organization.department (key),
  constraint department_successor_change_fkey foreign key (change) references organization.department_change (number),
  constraint department_successor_self_check check (department <> successor)
);

-- Every name a department has or had, without what people write differently (names.ts).
create table organization.department_alias (
  division text collate "C" not null,
  alias text collate "C" not null,
  department text collate "C" not null,
  constraint department_alias_pkey primary key (division, alias, department),
  constraint department_alias_department_fkey foreign key (department) references organization.department (key)
);
create index department_alias_department on organization.department_alias (department);

create table organization.edition (
  name text not null,
  sha256 text not null,
  constraint edition_pkey primary key (name)
);

-- A department's place on the portal of a hall.
create table organization.department_window (
  hall text collate "C" not null,
  department text collate "C" not null,
  position integer not null,
  batch integer,
  due_on date,
  state text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  constraint department_window_pkey primary key (hall, department),
  constraint department_window_department_fkey foreign key (department) references organization.department (key),
  constraint department_window_state_check check (state in ('open', 'closed')),
  constraint department_window_closed_check check ((state = 'closed') = (closed_at is not null))
);

create table organization.office (
  hall text collate "C" not null,
  id uuid not null,
  department text collate "C" not null,
  name text not null,
  position integer not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  constraint office_pkey primary key (hall, id),
  constraint office_department_fkey foreign key (department) references organization.department (key),
  constraint office_name_check check (name <> '')
);
create unique index office_name on organization.office (hall, department, name) where closed_at is null;

create table organization.post (
  hall text collate "C" not null,
  id uuid not null,
  department text collate "C" not null,
  office_id uuid,
  name text not null,
  duties text[] not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  constraint post_pkey primary key (hall, id),
  constraint post_department_fkey foreign key (department) references organization.department (key),
  constraint post_office_fkey foreign key (hall, office_id) references organization.office (hall, id),
  constraint post_name_check check (name <> ''),
  constraint post_duties_check check (cardinality(duties) > 0)
);
create unique index post_name on organization.post (hall, department, name) where closed_at is null;

comment on table organization.register is '登记簿：每次变更先锁这一行';
comment on table organization.department_change is '机构变更：依据文件、生效日';
comment on table organization.department is '机构的不变身份';
comment on table organization.department_version is '机构的历次样子，只增不改';
comment on table organization.department_successor is '撤并机构的职责去向';
comment on table organization.department_alias is '机构的各种叫法，包括旧名';
comment on table organization.edition is '已载入的随附数据';
comment on table organization.department_window is '部门窗口：部门在网厅的位置';
comment on table organization.office is '处室、科室';
comment on table organization.post is '岗位：权限给岗位，不给人';
