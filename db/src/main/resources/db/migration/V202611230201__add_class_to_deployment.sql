alter table deployment
    add column quota_class text not null default 'ONLINE_PRODUCTION'
               constraint deployment_class_known check (quota_class in ('ONLINE_PRODUCTION', 'ONLINE_DEVELOPMENT', 'OFFLINE'));
alter table deployment alter column quota_class drop default;
comment on column deployment.quota_class is 'Whether its GPUs are guaranteed or may be borrowed ones; all of its entries in quota_entry have it.';
