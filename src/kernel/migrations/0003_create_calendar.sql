-- Holidays and make-up workdays. A year stands in calendar_year once its notice is known; limits that count a day of any
-- other year are provisional. Days of a place (typhoon day, a province's own holiday) stand beside the national ones.

create table kernel.calendar_year (
  year integer not null,
  -- the notice, or the list it was taken from
  source text not null,
  -- local: entered in this hall, left alone by a new edition of the program
  origin text not null,
  constraint calendar_year_key primary key (year),
  constraint calendar_year_plausible check (year between 1949 and 2999),
  constraint calendar_year_origin_known check (origin in ('shipped', 'local'))
);

create table kernel.calendar_day (
  -- national, or the 6-digit division whose halls it concerns, those below it included
  region text not null default 'national',
  day date not null,
  kind text not null,
  name text not null,
  source text not null,
  origin text not null,
  constraint calendar_day_key primary key (region, day),
  constraint calendar_day_region_form check (region = 'national' or region ~ '^[0-9]{6}$'),
  constraint calendar_day_kind_known check (kind in ('holiday', 'makeup')),
  constraint calendar_day_origin_known check (origin in ('shipped', 'local')),
  constraint calendar_day_shipped_is_national check (origin = 'local' or region = 'national')
);

comment on table kernel.calendar_year is '已有节假日安排的年份';
comment on table kernel.calendar_day is '节假日与调休上班日；地方的与全国的并列，地方的优先';
