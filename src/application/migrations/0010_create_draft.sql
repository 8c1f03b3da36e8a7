-- 草稿. person: by the natural person who fills it in. One draft is one intent; its id becomes the id of the case.
create table application.draft (
  person_id uuid not null,
  id uuid not null,
  -- The legal person it is made for; null: for oneself.
  acting_for uuid,
  hall text collate "C" not null,
  item uuid not null,
  -- The version it was last filled in for.
  version integer not null,
  item_name text not null,
  -- open, submitted
  state text not null,
  -- Sealed: answers, and what was typed and could not be read. Emptied when the case has them.
  answers bytea,
  -- [{ key, files, way }]: ids only; names of files lie with the files.
  materials jsonb not null,
  -- Page → { session, at }: on which device it was last saved.
  saves jsonb not null,
  revision integer not null,
  begun_at timestamptz not null,
  updated_at timestamptz not null,
  warned_at timestamptz,
  submitted_at timestamptz,
  number text collate "C",
  constraint draft_pkey primary key (person_id, id),
  constraint draft_hall_check check (hall ~ '^[0-9]{6}$'),
  constraint draft_state_check check (state in ('open', 'submitted')),
  constraint draft_open_check check (state <> 'open' or (answers is not null and submitted_at is null)),
  constraint draft_submitted_check check (state <> 'submitted' or submitted_at is not null),
  constraint draft_revision_check check (revision > 0)
) with (fillfactor = 70);

comment on table application.draft is '草稿：还没提交的申请；回答加密，90 天没有动过的清除';

-- What was typed into a form whose session was over; shown to the same person after the sign-in, for a day.
create table application.late_form (
  person_id uuid not null,
  draft_id uuid not null,
  page text collate "C" not null,
  -- Sealed: the fields as they were typed.
  fields bytea not null,
  kept_at timestamptz not null,
  constraint late_form_pkey primary key (person_id, draft_id, page),
  constraint late_form_page_check check (char_length(page) <= 60)
);

comment on table application.late_form is '登录过期时留下的填写内容：加密，登录后还给本人，最多一天';
