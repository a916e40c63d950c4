-- No query asks for some lines of a month, and rows come in the order of their months: each goes to the end of this index.
drop index charge_by_billed_month;
create index charge_by_billed_month on charge (billed_month);

-- Showback and reconciliation read the hours of a month, which lie together. It costs next to nothing to keep.
create index charge_by_hour on charge using brin (hour) with (autosummarize = on);

-- The same as before, without looking a time zone up for each row.
alter table charge
    drop constraint charge_on_the_hour,
    add constraint charge_on_the_hour check (date_bin('1 hour', hour, timestamptz '2000-01-01 00:00:00+00') = hour);
