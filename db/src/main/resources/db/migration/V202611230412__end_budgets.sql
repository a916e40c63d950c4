alter table budget add column ended_at timestamptz;
comment on column budget.ended_at is 'Since when it binds nobody any more; null while it is in force. Raises and alerts stay with it.';

alter table budget drop constraint budget_once;
-- A node can have another budget after one has ended.
create unique index budget_once on budget (node_id, period, currency) where ended_at is null;
