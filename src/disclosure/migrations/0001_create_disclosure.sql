-- 法律法规和政策文件. A law is known by its folded title; its text comes in versions, its articles (条) belong to one version.
create schema disclosure;

create table disclosure.law (
  id uuid not null,
  folded_title text collate "C" not null,
  title text not null,
  kind text not null,
  -- Cited by somebody, but its text was never entered.
  is_stub boolean not null,
  search tsvector not null,
  constraint law_pkey primary key (id),
  constraint law_folded_title_key unique (folded_title),
  constraint law_title_check check (title <> ''),
  constraint law_kind_check
    check (kind in ('law', 'regulation', 'local-regulation', 'rule', 'policy', 'unknown'))
);
create index law_search on disclosure.law using gin (search);

create table disclosure.law_version (
  law_id uuid not null,
  version integer not null,
  number text,
  valid_from_on date not null,
  -- False while only some articles were entered.
  is_complete boolean not null,
  source text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint law_version_pkey primary key (law_id, version),
  constraint law_version_day_key unique (law_id, valid_from_on),
  constraint law_version_law_fkey foreign key (law_id) references disclosure.law (id)
);

create table disclosure.article (
  law_id uuid not null,
  version integer not null,
  number integer not null,
  -- 第十条之一 is number 10, insertion 1.
  insertion integer not null,
  body text not null,
  search tsvector not null,
  constraint article_pkey primary key (law_id, version, number, insertion),
  constraint article_version_fkey foreign key (law_id, version) references disclosure.law_version (law_id, version),
  constraint article_number_check check (number between 1 and 2000 and insertion between 0 and 99),
  constraint article_body_check check (body <> '')
);
create index article_search on disclosure.article using gin (search);

comment on table disclosure.law is '法律、法规、规章、政策文件；只被引用、正文未录入的标为 is_stub';
comment on table disclosure.law_version is '法律文本的历次版本，从施行日起算';
comment on table disclosure.article is '条文';
