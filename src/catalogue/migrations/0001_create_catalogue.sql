-- 事项目录. The index row of an item is narrow and read everywhere; its bodies are documents that never change once written.
-- hall: the hall whose editors keep the item.
create schema catalogue;

create table catalogue.item (
  id uuid not null,
  hall text not null,
  kind text not null,
  -- The code people know it by: 12, 31 or 33 characters, or the free text of another province.
  code text collate "C" not null,
  base_code text collate "C",
  main_code text collate "C",
  upper_id uuid,
  division text not null,
  name text not null,
  aliases text[] not null,
  plain text,
  dept_name text,
  dept_code text,
  use_level text,
  item_type text,
  audiences text[] not null,
  person_themes text[] not null,
  legal_themes text[] not null,
  depth smallint not null,
  legal_limit integer,
  legal_unit text,
  promise_limit integer,
  promise_unit text,
  visits integer,
  -- Passed the gate of publishing: applications may be made for it here.
  is_appliable boolean not null,
  score smallint not null,
  state text not null,
  -- The version in use; 0 while none was ever published.
  version integer not null,
  origin text not null,
  change_number integer not null,
  changed_at timestamptz not null,
  constraint item_pkey primary key (id),
  constraint item_upper_fkey foreign key (upper_id) references catalogue.item (id),
  constraint item_hall_check check (hall ~ '^[0-9]{6}$'),
  constraint item_kind_check check (kind in ('base', 'implementation', 'handling')),
  constraint item_code_check check (code <> '' and length(code) <= 50),
  constraint item_name_check check (name <> '' and length(name) <= 1000),
  constraint item_state_check check (state in ('draft', 'published', 'suspended', 'cancelled')),
  constraint item_version_check check ((version = 0) = (state = 'draft') or state = 'cancelled'),
  constraint item_depth_check check (depth between 0 and 4),
  constraint item_score_check check (score between 0 and 100),
  constraint item_origin_check check (origin in ('authored', 'import'))
) with (fillfactor = 85);
-- A code names one living item; a cancelled one gives it free.
create unique index item_code on catalogue.item (code) where state <> 'cancelled';
create index item_division on catalogue.item (division, code);
create index item_changed on catalogue.item (changed_at, id);
create index item_main on catalogue.item (main_code) where main_code is not null;
create index item_upper on catalogue.item (upper_id) where upper_id is not null;
create index item_base on catalogue.item (base_code) where base_code is not null;

create table catalogue.item_version (
  hall text not null,
  item_id uuid not null,
  version integer not null,
  -- The version above that this one differs from; null: the body is the whole document.
  upper_id uuid,
  upper_version integer,
  body jsonb not null,
  -- sha256 of the canonical JSON of the resolved document.
  sha256 text not null,
  origin text not null,
  written_at timestamptz not null,
  written_by text not null,
  constraint item_version_pkey primary key (hall, item_id, version),
  constraint item_version_item_fkey foreign key (item_id) references catalogue.item (id),
  constraint item_version_number_check check (version > 0),
  constraint item_version_upper_check check ((upper_id is null) = (upper_version is null)),
  constraint item_version_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint item_version_origin_check check (origin in ('authored', 'import'))
);

create table catalogue.item_draft (
  hall text not null,
  item_id uuid not null,
  document jsonb not null,
  state text not null,
  revision integer not null,
  saved_at timestamptz not null,
  saved_by text not null,
  submitted_by text,
  reviewed_by text,
  opinion text,
  constraint item_draft_pkey primary key (hall, item_id),
  constraint item_draft_item_fkey foreign key (item_id) references catalogue.item (id),
  constraint item_draft_state_check check (state in ('editing', 'submitted', 'approved', 'returned')),
  constraint item_draft_submitted_check check (state = 'editing' or submitted_by is not null)
);

-- Everything that was ever done to an item, each row sealed to the one before it.
create table catalogue.item_change (
  hall text not null,
  item_id uuid not null,
  number integer not null,
  kind text not null,
  happened_at timestamptz not null,
  actor text not null,
  reason text not null,
  document text,
  state text not null,
  version integer not null,
  name text not null,
  code text not null,
  division text not null,
  dept_name text,
  prior_hash text not null,
  hash text not null,
  constraint item_change_pkey primary key (hall, item_id, number),
  constraint item_change_item_fkey foreign key (item_id) references catalogue.item (id),
  constraint item_change_kind_check check (kind in ('found', 'submit', 'approve', 'send-back', 'publish', 'suspend',
    'resume', 'cancel', 'transfer', 'devolve', 'split', 'merge', 'import', 'undo')),
  constraint item_change_reason_check check (reason <> '')
);
create index item_change_time on catalogue.item_change (hall, happened_at);

-- Where an item went: transferred, devolved, split, merged.
create table catalogue.item_successor (
  item_id uuid not null,
  successor_id uuid not null,
  kind text not null,
  constraint item_successor_pkey primary key (item_id, successor_id),
  constraint item_successor_item_fkey foreign key (item_id) references catalogue.item (id),
  constraint item_successor_successor_fkey foreign key (successor_id) references catalogue.item (id),
  constraint item_successor_self_check check (item_id <> successor_id),
  constraint item_successor_kind_check check (kind in ('transfer', 'devolve', 'split', 'merge'))
);

-- Which laws the version in use stands on.
create table catalogue.item_basis (
  item_id uuid not null,
  position integer not null,
  law_id uuid not null,
  title text not null,
  clause text,
  articles integer[] not null,
  constraint item_basis_pkey primary key (item_id, position),
  constraint item_basis_item_fkey foreign key (item_id) references catalogue.item (id)
);
create index item_basis_law on catalogue.item_basis (law_id);

-- 通用目录: an edition is a list of base codes.
create table catalogue.edition (
  name text not null,
  title text not null,
  document text,
  entered_at timestamptz not null,
  entered_by text not null,
  constraint edition_pkey primary key (name),
  constraint edition_title_check check (title <> '')
);

create table catalogue.edition_entry (
  edition text not null,
  base_code text collate "C" not null,
  name text not null,
  item_type text,
  constraint edition_entry_pkey primary key (edition, base_code),
  constraint edition_entry_edition_fkey foreign key (edition) references catalogue.edition (name)
);

-- E-licences that prove something already, so that no item may ask for the paper.
create table catalogue.available_licence (
  code text not null,
  name text not null,
  folded_names text[] not null,
  available_from_on date not null,
  constraint available_licence_pkey primary key (code)
);

create table catalogue.import_batch (
  hall text not null,
  id uuid not null,
  title text not null,
  state text not null,
  -- The last line whose rows are in.
  done_lines integer not null,
  added integer not null,
  changed integer not null,
  unchanged integer not null,
  refused integer not null,
  started_at timestamptz not null,
  started_by text not null,
  finished_at timestamptz,
  constraint import_batch_pkey primary key (hall, id),
  constraint import_batch_state_check check (state in ('running', 'done', 'undone'))
);

create table catalogue.import_row (
  hall text not null,
  batch_id uuid not null,
  line integer not null,
  outcome text not null,
  code text,
  item_id uuid,
  version integer,
  findings jsonb not null,
  constraint import_row_pkey primary key (hall, batch_id, line),
  constraint import_row_batch_fkey foreign key (hall, batch_id) references catalogue.import_batch (hall, id),
  constraint import_row_outcome_check check (outcome in ('added', 'changed', 'unchanged', 'refused'))
);

comment on table catalogue.item is '事项索引：一行一个事项，随当前版本更新';
comment on table catalogue.item_version is '事项版本：不可变的文档，下级只存与上级的差别';
comment on table catalogue.item_draft is '正在编写或审查的稿子，一个事项一份';
comment on table catalogue.item_change is '事项变更史：只增不改，逐行相扣';
comment on table catalogue.item_successor is '划转、下放、拆分、合并后的去向';
comment on table catalogue.item_basis is '现行版本的设定依据';
comment on table catalogue.edition is '通用目录的版本';
comment on table catalogue.edition_entry is '通用目录某一版里的事项';
comment on table catalogue.available_licence is '已经可以免交的电子证照';
comment on table catalogue.import_batch is '批量导入';
comment on table catalogue.import_row is '批量导入逐行结果';
