-- A draft may be put away (放弃), and a phrase says who taught it.
alter table catalogue.item_change drop constraint item_change_kind_check;
alter table catalogue.item_change add constraint item_change_kind_check check (kind in ('found', 'submit', 'approve',
  'send-back', 'publish', 'suspend', 'resume', 'cancel', 'transfer', 'devolve', 'split', 'merge', 'import', 'undo',
  'discard'));

alter table catalogue.search_synonym add column taught_by text;
alter table catalogue.search_synonym add column taught_at timestamptz;
alter table catalogue.search_synonym add column reason text;
