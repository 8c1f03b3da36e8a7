-- 补正草稿: what an applicant has prepared in answer to a correction notice and not yet sent. One for a case: whoever stands for the
-- applicant goes on with it on any device.
create table application.correction_draft (
  hall text collate "C" not null,
  application_id uuid not null,
  -- The step that holds the notice it answers.
  seq integer not null,
  -- Sealed: answers, what was typed and could not be read, files, the device that saved last.
  sealed bytea not null,
  updated_at timestamptz not null,
  constraint correction_draft_pkey primary key (hall, application_id),
  constraint correction_draft_application_fkey foreign key (hall, application_id)
    references application.application (hall, id)
) with (fillfactor = 70);

comment on table application.correction_draft is '补正草稿：还没交的补正内容；加密，补正交了或办件结束就清除';
