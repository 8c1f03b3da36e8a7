-- The runner itself makes the schema `kernel` and its ledger `kernel.migration`, for it needs both before the first file.
comment on schema kernel is '内核：代码表、工作日历、消息、文件、会话';

-- Search by part of a word (catalogue) and by initials. Wanted from the first day, so that a server which lacks it or
-- forbids it is noticed at installation and not at an upgrade.
create extension if not exists pg_trgm with schema public;
