-- Code tables of the standards, with their source, and what partners call our codes. `origin` local = corrected in this
-- hall: a new edition of the program leaves such a row alone. Nothing is deleted: old cases still need the old names.

create table kernel.code_table (
  key text not null,
  name text not null,
  source text not null,
  confidence text not null,
  note text,
  -- goes up with every change of the table, its values or its mappings
  version integer not null,
  constraint code_table_key primary key (key),
  constraint code_table_key_form check (key ~ '^[a-z][a-z0-9_]*$'),
  constraint code_table_confidence_known check (confidence in ('text', 'code', 'data', 'partial', 'memory', 'ours')),
  constraint code_table_version_positive check (version > 0)
);

create table kernel.code_value (
  table_key text not null,
  code text not null,
  position integer not null,
  name text not null,
  key text,
  note text,
  retired boolean not null,
  origin text not null,
  corrected_at timestamptz,
  constraint code_value_key primary key (table_key, code),
  constraint code_value_table foreign key (table_key) references kernel.code_table (key),
  constraint code_value_origin_known check (origin in ('shipped', 'local')),
  constraint code_value_corrected_is_local check ((origin = 'local') = (corrected_at is not null))
);

create table kernel.code_mapping (
  partner text not null,
  table_key text not null,
  ours text not null,
  theirs text not null,
  -- in: only read from the partner; out: only written to it
  direction text not null,
  confidence text not null,
  retired boolean not null,
  origin text not null,
  corrected_at timestamptz,
  constraint code_mapping_key primary key (partner, table_key, ours, theirs),
  constraint code_mapping_table foreign key (table_key) references kernel.code_table (key),
  constraint code_mapping_direction_known check (direction in ('both', 'in', 'out')),
  constraint code_mapping_confidence_known check (confidence in ('text', 'code', 'data', 'partial', 'memory', 'ours')),
  constraint code_mapping_origin_known check (origin in ('shipped', 'local')),
  constraint code_mapping_corrected_is_local check ((origin = 'local') = (corrected_at is not null))
);

-- One answer in each direction.
create unique index code_mapping_outward on kernel.code_mapping (partner, table_key, ours)
  where direction <> 'in' and not retired;
create unique index code_mapping_inward on kernel.code_mapping (partner, table_key, theirs)
  where direction <> 'out' and not retired;

comment on table kernel.code_table is '代码表：名称、来源、可信程度、版本';
comment on table kernel.code_value is '代码值；本厅更正过的（local）不被新版本覆盖';
comment on table kernel.code_mapping is '与各对接方的代码对照';
