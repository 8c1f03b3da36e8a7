-- 办件. A case is a journal: `step` is only ever added to and chained by hash; the row in `application` is the fold of its
-- steps, kept so that an act and a list need not read the journal. hall: the accepting hall.
create schema application;

create table application.application (
  hall text collate "C" not null,
  -- That of the draft it came from: one intent is one case, however often it is sent.
  id uuid not null,
  number text collate "C" not null,
  item uuid not null,
  item_version integer not null,
  department text collate "C" not null,
  person uuid not null,
  -- The applicant as officers' lists show him; masked for a natural person.
  applicant_label text not null,
  channel text not null,
  -- submitted, correcting, accepted, paused, decided, finished
  state text not null,
  outcome text,
  revision integer not null,
  -- The whole state (CaseState), without personal data. A statement that changes the case compares it with what was seen.
  facts jsonb not null,
  -- Hash of the newest step.
  last_hash bytea not null,
  -- Digest of the query password (查询密码).
  query_digest bytea not null,
  submitted_at timestamptz not null,
  accepted_on date,
  decided_at timestamptz,
  finished_at timestamptz,
  -- Grows when a repeated command finds its work done: that it writes makes its answer as durable as the first.
  touched integer not null default 0,
  constraint application_pkey primary key (hall, id),
  constraint application_hall_check check (hall ~ '^[0-9]{6}$'),
  constraint application_channel_check check (channel in ('web', 'counter', 'api')),
  constraint application_state_check
    check (state in ('submitted', 'correcting', 'accepted', 'paused', 'decided', 'finished')),
  constraint application_outcome_check check ((state = 'finished') = (outcome is not null)),
  constraint application_finished_check check ((state = 'finished') = (finished_at is not null)),
  constraint application_revision_check check (revision > 0)
) with (fillfactor = 70);
create unique index application_number on application.application (hall, number);
-- Open cases, for the watch over the clocks.
create index application_open on application.application (hall, id) where outcome is null;

-- Cases for which the office's five days run.
create index application_waiting on application.application (hall, submitted_at, id) where state = 'submitted';

create table application.step (
  hall text collate "C" not null,
  application_id uuid not null,
  seq integer not null,
  move_id uuid not null,
  kind text not null,
  happened_at timestamptz not null,
  -- Canonical JSON; the bytes under the hash.
  body text not null,
  -- sha256(hash of the step before || body).
  hash bytea not null,
  constraint step_pkey primary key (hall, application_id, seq),
  constraint step_application_fkey foreign key (hall, application_id) references application.application (hall, id),
  constraint step_seq_check check (seq > 0)
);

-- What was said in a step (reason, opinion, notice), sealed: it may name people. Its digest stands in the step.
create table application.words (
  hall text collate "C" not null,
  application_id uuid not null,
  seq integer not null,
  sealed bytea not null,
  constraint words_pkey primary key (hall, application_id, seq),
  constraint words_application_fkey foreign key (hall, application_id) references application.application (hall, id)
);

-- The answers, sealed, one row for each time they were given. Its digest stands in the step of that number.
create table application.content (
  hall text collate "C" not null,
  application_id uuid not null,
  revision integer not null,
  sealed bytea not null,
  constraint content_pkey primary key (hall, application_id, revision),
  constraint content_application_fkey foreign key (hall, application_id) references application.application (hall, id)
);

-- Materials handed in: the newest row of a key is in force.
create table application.material_use (
  hall text collate "C" not null,
  application_id uuid not null,
  revision integer not null,
  key text collate "C" not null,
  way text not null,
  -- Ids of files of `material`.
  files jsonb not null,
  constraint material_use_pkey primary key (hall, application_id, revision, key),
  constraint material_use_application_fkey foreign key (hall, application_id)
    references application.application (hall, id),
  constraint material_use_way_check check (way in ('upload', 'paper', 'licence'))
);

-- One row for each open task: what the desk lists. Equal to `facts.tasks` of its case.
create table application.task (
  hall text collate "C" not null,
  application_id uuid not null,
  token integer not null,
  node text not null,
  duty text collate "C" not null,
  department text collate "C" not null,
  opened_at timestamptz not null,
  deemed_workdays integer,
  claimed_by text,
  constraint task_pkey primary key (hall, application_id, token),
  constraint task_application_fkey foreign key (hall, application_id) references application.application (hall, id)
) with (fillfactor = 85);
-- The queue of a duty in a department, newest first.
create index task_queue on application.task (hall, department, duty, opened_at, application_id, token);
-- What silence decides (视为).
create index task_deemed on application.task (hall, opened_at, application_id, token) where deemed_workdays is not null;

-- 办件编号: serials are leased in blocks, so no process waits for another.
create table application.serial_block (
  hall text collate "C" not null,
  org text collate "C" not null,
  day date not null,
  next_serial integer not null,
  constraint serial_block_pkey primary key (hall, org, day),
  constraint serial_block_next_check check (next_serial > 0)
);

-- A person's own list of cases over all halls, filled by news.
create table application.person_case (
  person_id uuid not null,
  application_id uuid not null,
  hall text collate "C" not null,
  number text not null,
  item uuid not null,
  item_version integer not null,
  state text not null,
  outcome text,
  revision integer not null,
  submitted_at timestamptz not null,
  changed_at timestamptz not null,
  constraint person_case_pkey primary key (person_id, application_id)
);
