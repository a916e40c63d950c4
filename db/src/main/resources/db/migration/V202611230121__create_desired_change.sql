create table desired_change (
    cluster  text   not null constraint desired_change_cluster_fk references cluster,
    kind     text   not null constraint desired_change_kind_known check (kind in ('DEPLOYMENT', 'NAMESPACE')),
    subject  uuid   not null,
    revision bigint not null,
    constraint desired_change_pk primary key (cluster, kind, subject)
);
comment on table desired_change is 'The revision of a cluster''s desired state at which a deployment, or a team''s namespace, last changed.';

-- Deployers ask for what changed after the revision they have.
create index desired_change_by_revision on desired_change (cluster, revision);

-- What changed when is not known of the past; to a deployer that was away meanwhile, all of it is news.
insert into desired_change (cluster, kind, subject, revision)
select d.cluster, 'DEPLOYMENT', d.id, r.revision
  from deployment d
  join desired_revision r on r.cluster = d.cluster
union all
select q.cluster, 'NAMESPACE', q.team_id, r.revision
  from (select distinct cluster, team_id from team_quota) q
  join desired_revision r on r.cluster = q.cluster;
