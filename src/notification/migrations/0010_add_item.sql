-- The item a message is about, so that a company can look at one item at a time. Null: about the account, or older than this column.
-- No index: an inbox holds hundreds of rows, and the primary key finds them.
alter table notification.message add column item uuid;
