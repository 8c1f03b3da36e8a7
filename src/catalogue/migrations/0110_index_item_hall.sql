-- The editors' lists: the items of a hall, last changed first.
create index item_hall on catalogue.item (hall, changed_at desc);
