-- 事项的热度从办事指南被看的次数来；按厅、按天、按事项计数，不知道谁看。
create table catalogue.item_view (
  hall text collate "C" not null,
  day date not null,
  item_id uuid not null,
  views integer not null,
  constraint item_view_pkey primary key (hall, day, item_id),
  constraint item_view_positive_check check (views > 0)
);

comment on table catalogue.item_view is '办事指南被看的次数（抽样），90 天后删除；不含个人信息';
