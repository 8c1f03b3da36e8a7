-- 文书: one row for each document of a case. The number is given in the transaction that hears of the step, the PDF is made
-- afterwards by a job; one step has at most one document of a kind.
create table application.document (
  hall text collate "C" not null,
  id uuid not null,
  application_id uuid not null,
  kind text collate "C" not null,
  seq integer not null,
  -- 查验编号
  number text collate "C" not null,
  -- 文号
  title_number text not null,
  issuer text not null,
  issued_at timestamptz not null,
  -- Digest of the check code (查验码); the code itself is kept nowhere.
  check_digest bytea not null,
  sha256 text collate "C",
  size integer,
  made_at timestamptz,
  constraint document_pkey primary key (hall, id),
  constraint document_application_fkey foreign key (hall, application_id) references application.application (hall, id),
  constraint document_kind_check
    check (kind in ('receipt', 'correction', 'acceptance', 'not-acceptance', 'grant', 'refusal', 'result')),
  constraint document_made_check check ((made_at is null) = (sha256 is null) and (made_at is null) = (size is null)),
  constraint document_check_digest_check check (length(check_digest) = 32)
);
create unique index document_once on application.document (hall, application_id, kind, seq);
create unique index document_number on application.document (hall, number);

-- Serials of a kind in a year.
create table application.document_serial (
  hall text collate "C" not null,
  kind text collate "C" not null,
  year integer not null,
  last_serial integer not null,
  constraint document_serial_pkey primary key (hall, kind, year),
  constraint document_serial_last_check check (last_serial > 0)
);
