-- 上级大厅检索下级大厅办的事：同一件事在很多大厅办，检索时只算一行，多少个大厅都一样快。
alter table catalogue.search_entry
  add column base_code text collate "C",
  -- Digest of everything an item is found by, apart from its place: equal for the copies of one matter.
  add column twin text collate "C" not null default '';
-- Made again by the job, so that every row gets its twin.
update catalogue.search_entry as entry
   set edition = '', base_code = item.base_code
  from catalogue.item as item
 where item.id::text = entry.item_id;
create index search_entry_twin on catalogue.search_entry (twin, hall);
-- Which halls handle a matter is read from the index alone; names are sought by it as before.
create index search_entry_places on catalogue.search_entry (name_key, base_code, hall) include (item_id, depth, state);
drop index catalogue.search_entry_name_key;

-- The columns of search_entry, so that both are asked alike; `hall` is the hall above, `item_id` is hall and twin.
create table catalogue.search_matter (
  item_id text collate "C" not null,
  hall text collate "C" not null,
  twin text collate "C" not null,
  name text not null,
  name_key text collate "C" not null,
  base_code text collate "C",
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
  constraint search_matter_key primary key (item_id),
  constraint search_matter_hall_form check (hall ~ '^[0-9]{4}00$'),
  constraint search_matter_name_key_short check (char_length(name_key) <= 300)
);
create index search_matter_name_key on catalogue.search_matter (name_key);
create index search_matter_popularity on catalogue.search_matter (popularity desc, item_id);
-- Seldom written, so nothing waits in a pending list that every search would have to read.
create index search_matter_tokens on catalogue.search_matter using gin (tokens) with (fastupdate = off);
create index search_matter_pinyin on catalogue.search_matter using gin (pinyin gin_trgm_ops) with (fastupdate = off);

comment on column catalogue.search_entry.base_code is '基本编码；与 name_key 一起认出各大厅办的同一件事';
comment on column catalogue.search_entry.twin is '除办理地点外检索内容相同的事项，此值相同';
comment on table catalogue.search_matter is '检索：一个大厅下面各级大厅办的事，每件一行；由 search_entry 得来，可随时重建';
