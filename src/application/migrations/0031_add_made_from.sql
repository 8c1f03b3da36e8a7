-- The case that a draft was made from (再次申请); null: begun afresh.
alter table application.draft add column made_from uuid;
