-- The second wall between teams: which rows a request may see and change, whatever its SQL asks for.
--
-- Requests of people and of API tokens run as the role sextant_tenant_<database>, with the caller's teams and id in the settings
-- sextant.teams and sextant.user of the transaction. What is not granted to that role is closed to them: the migration that
-- makes a table calls wall_off or open_up for it, unless requests have nothing to do with it.

do $$
declare
    tenant   constant name := left('sextant_tenant_' || current_database(), 63);
    remedy   constant text := format(
        'As an administrator of the database server run: create role %1$I nologin; grant %1$I to %2$I with inherit false, set true;',
        tenant, current_user);
begin
    if not exists (select from pg_roles where rolname = tenant) then
        begin
            execute format('create role %I nologin', tenant);
        exception
            when insufficient_privilege then
                raise exception 'requests need a database role of their own, %, and % may not create it', tenant, current_user
                    using hint = remedy;
        end;
    end if;
    if not pg_has_role(current_user, tenant, 'set') then
        begin
            execute format('grant %I to %I with inherit false, set true', tenant, current_user);
        exception
            when insufficient_privilege then
                raise exception 'requests need the database role %, which % may not act as', tenant, current_user
                    using hint = remedy;
        end;
    end if;
end $$;

do $$
begin
    execute format('grant usage on schema %I to %I', current_schema(), left('sextant_tenant_' || current_database(), 63));
end $$;

create function tenant_teams() returns uuid[] stable parallel safe
    return nullif(current_setting('sextant.teams', true), '')::uuid[];
comment on function tenant_teams() is 'Teams of whom the request is made for; null outside of requests';

create function tenant_user() returns uuid stable parallel safe
    return nullif(current_setting('sextant.user', true), '')::uuid;
comment on function tenant_user() is 'Whom the request is made for; null outside of requests';

create function tenant_nodes() returns uuid[] language sql stable security definer set search_path from current as $$
    with recursive above (id, parent_id) as (
        select id, parent_id from org_node where id = any (tenant_teams())
        union
        select n.id, n.parent_id from org_node n join above a on n.id = a.parent_id
    )
    select array_agg(id) from above
$$;
comment on function tenant_nodes() is 'The same teams and every node above them';

-- Looks at a cluster on behalf of whoever writes a deployment, who may not lock its row themselves.
alter function refuse_retired_cluster() security definer set search_path from current;

create procedure wall_off(tables regclass[], own text, granted text, seen text default null) language plpgsql as $$
declare
    tenant constant name := left('sextant_tenant_' || current_database(), 63);
    one regclass;
begin
    foreach one in array tables loop
        execute format('alter table %s enable row level security', one);
        execute format('create policy own_team on %s to %I using (%s) with check (%s)', one, tenant, own, own);
        if seen is not null then
            execute format('create policy seen_by_team on %s for select to %I using (%s)', one, tenant, seen);
        end if;
        execute format('grant %s on %s to %I', granted, one, tenant);
    end loop;
end $$;
comment on procedure wall_off is 'Shows and lets change to requests only the rows that "own" holds for; "seen" shows more of them';

create procedure open_up(tables regclass[], granted text) language plpgsql as $$
declare
    tenant constant name := left('sextant_tenant_' || current_database(), 63);
    one regclass;
begin
    foreach one in array tables loop
        execute format('grant %s on %s to %I', granted, one, tenant);
    end loop;
end $$;
comment on procedure open_up is 'Opens to every request a table whose rows are no team''s';

-- The sub-selects are evaluated once for a statement, and not for each row.

-- By the team itself.
call wall_off(array['deployment']::regclass[],
              'team_id = any ((select tenant_teams())::uuid[])',
              'select, insert, update');
call wall_off(array['quota_entry', 'gpu_interval', 'charge_line', 'late_use']::regclass[],
              'team_id = any ((select tenant_teams())::uuid[])',
              'select');
call wall_off(array['quota_request']::regclass[],
              'node_id = any ((select tenant_teams())::uuid[])',
              'select, insert, update');
call wall_off(array['budget', 'statement']::regclass[],
              'node_id = any ((select tenant_teams())::uuid[])',
              'select');

-- By the team, and what lies above it to look at: quota is counted up to the root.
call wall_off(array['org_node']::regclass[],
              'id = any ((select tenant_teams())::uuid[])',
              'select',
              'id = any ((select tenant_nodes())::uuid[])');
call wall_off(array['quota_balance', 'quota_change']::regclass[],
              'node_id = any ((select tenant_teams())::uuid[])',
              'select',
              'node_id = any ((select tenant_nodes())::uuid[])');

call wall_off(array['user_given_team_role']::regclass[],
              'team_id = any ((select tenant_teams())::uuid[])',
              'select, insert, update, delete');
call wall_off(array['user_claimed_team_role']::regclass[],
              'team_id = any ((select tenant_teams())::uuid[])',
              'select');

-- By the team, and what the organisation offers to all to look at.
call wall_off(array['sla_profile']::regclass[],
              'team_id = any ((select tenant_teams())::uuid[])',
              'select, insert, update',
              'team_id is null');
call wall_off(array['sla_profile_version']::regclass[],
              'exists (select from sla_profile p where p.id = profile_id and p.team_id = any ((select tenant_teams())::uuid[]))',
              'select, insert',
              'exists (select from sla_profile p where p.id = profile_id)');

-- Through the deployment.
call wall_off(array['deployment_manifest', 'deployment_event', 'deployment_generation', 'deployment_release',
                    'deployment_lease']::regclass[],
              'exists (select from deployment d where d.id = deployment_id)',
              'select, insert, update');
call wall_off(array['deployment_observation', 'engine_minute', 'engine_hour']::regclass[],
              'exists (select from deployment d where d.id = deployment_id)',
              'select');

-- Through what they are lines or parts of.
call wall_off(array['charge']::regclass[],
              'exists (select from charge_line l where l.id = line_id)',
              'select');
call wall_off(array['statement_line']::regclass[],
              'exists (select from statement s where s.id = statement_id)',
              'select');
call wall_off(array['budget_raise', 'budget_alert', 'budget_rung']::regclass[],
              'exists (select from budget b where b.id = budget_id)',
              'select');

call wall_off(array['webhook']::regclass[],
              'node_id = any ((select tenant_teams())::uuid[])',
              'select, insert, update, delete');
call wall_off(array['webhook_delivery']::regclass[],
              'exists (select from webhook w where w.id = webhook_id)',
              'select, insert, update');
call wall_off(array['webhook_attempt']::regclass[],
              'exists (select from webhook_delivery d where d.id = delivery_id)',
              'select, insert');

-- By the team that asks; the policies that it meets lie above it, too.
call wall_off(array['approval_request', 'approval_stage']::regclass[],
              'team_id = any ((select tenant_teams())::uuid[])',
              'select, insert, update');
call wall_off(array['approval_policy']::regclass[],
              'node_id = any ((select tenant_teams())::uuid[])',
              'select',
              'node_id = any ((select tenant_nodes())::uuid[])');

-- By who gives a right or is given it.
call wall_off(array['approval_delegation']::regclass[],
              'user_id = (select tenant_user()) or delegate_id = (select tenant_user())',
              'select, insert, update');

-- By the person.
call wall_off(array['notice']::regclass[], 'user_id = (select tenant_user())', 'select, update');
call wall_off(array['notice_preference']::regclass[], 'user_id = (select tenant_user())', 'select, insert, update');
call wall_off(array['notice_mail']::regclass[], 'exists (select from notice n where n.id = notice_id)', 'select');

call wall_off(array['user_identity']::regclass[], 'user_id = (select tenant_user())', 'select');

-- By the person, and the service accounts of their teams.
call wall_off(array['submission_key']::regclass[],
              'user_id = (select tenant_user())',
              'select, insert, delete');
call wall_off(array['api_token']::regclass[],
              'user_id = (select tenant_user())'
              ' or exists (select from user_account u where u.id = user_id and u.team_id = any ((select tenant_teams())::uuid[]))',
              'select, insert, update');

-- No team's: who there is, what can be deployed where and for what price, and the platform's own book-keeping.
call open_up(array['user_account']::regclass[], 'select, insert, update');
call open_up(array['user_given_platform_role', 'user_claimed_platform_role', 'cluster', 'cluster_inventory', 'cluster_gpu_span',
                   'catalog_model', 'catalog_gpu', 'catalog_change', 'gpu_price', 'measurement_set', 'measurement_point',
                   'metering_seal', 'closed_month']::regclass[],
             'select');
-- How long starts took, and not whose they were.
call open_up(array['deployment_start']::regclass[], 'select (cluster, model, gpu_product, downloaded, began_at, ready_at)');
call open_up(array['desired_revision', 'desired_change']::regclass[], 'select, insert, update, delete');
call open_up(array['spring_session', 'spring_session_attributes']::regclass[], 'select, insert, update, delete');

-- Appended to and not read.
call open_up(array['audit_entry']::regclass[], 'insert, select (id)');
call open_up(array['audit_unlinked']::regclass[], 'insert');

-- A view asks as its owner, for whom there is no wall, unless it is told to ask as whoever reads it.
alter view user_team_role set (security_invoker = true);
alter view user_platform_role set (security_invoker = true);
call open_up(array['user_team_role', 'user_platform_role']::regclass[], 'select');
