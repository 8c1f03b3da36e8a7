-- 事项检索. One row for each item; all filters are marks inside `tokens`, so one GIN index answers words and filters together.
create schema if not exists catalogue;

create table catalogue.search_entry (
  item_id text collate "C" not null,
  hall text collate "C" not null,
  name text not null,
  name_key text collate "C" not null,
  alias text[] not null,
  plain text[] not null,
  department text not null,
  department_short text not null,
  codes text[] not null,
  themes text[] not null,
  audiences text[] not null,
  depth smallint not null,
  state text not null,
  popularity integer not null,
  tokens tsvector not null,
  pinyin text not null,
  edition text not null,
  constraint search_entry_key primary key (item_id),
  constraint search_entry_hall_form check (hall ~ '^[0-9]{6}$'),
  constraint search_entry_name_given check (name <> ''),
  constraint search_entry_name_key_short check (char_length(name_key) <= 300),
  constraint search_entry_depth_known check (depth between 0 and 4),
  constraint search_entry_state_visible check (state in ('published', 'suspended'))
);
-- Titles that are, or begin with, what was typed.
create index search_entry_name_key on catalogue.search_entry (name_key);
-- Frequent words: walking down from the most used item finds enough of them early.
create index search_entry_popularity on catalogue.search_entry (popularity desc, item_id);
-- A short pending list: what waits there is read by every search.
create index search_entry_tokens on catalogue.search_entry using gin (tokens) with (gin_pending_list_limit = 1024);
create index search_entry_pinyin on catalogue.search_entry using gin (pinyin gin_trgm_ops) with (gin_pending_list_limit = 1024);
-- Rows made by an older dictionary.
create index search_entry_edition on catalogue.search_entry (edition);

create table catalogue.search_synonym (
  said text collate "C" not null,
  means text[] not null,
  origin text not null,
  retired boolean not null default false,
  constraint search_synonym_key primary key (said),
  constraint search_synonym_said_short check (char_length(said) between 1 and 12),
  constraint search_synonym_means_given check (cardinality(means) between 1 and 12),
  constraint search_synonym_origin_known check (origin in ('shipped', 'local'))
);

create table catalogue.search_miss (
  hall text collate "C" not null,
  day date not null,
  phrase text collate "C" not null,
  asked integer not null,
  constraint search_miss_key primary key (hall, day, phrase),
  constraint search_miss_hall_form check (hall ~ '^[0-9]{6}$'),
  constraint search_miss_phrase_short check (char_length(phrase) between 1 and 30),
  constraint search_miss_asked_positive check (asked > 0)
);

comment on table catalogue.search_entry is '检索：每个事项一行，只是目录的索引，可随时重建';
comment on table catalogue.search_synonym is '检索：百姓怎么说、对应的规范用语';
comment on table catalogue.search_miss is '检索：没有结果的说法，按厅按天计数；不含个人信息';
