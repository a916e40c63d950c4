package io.sextant.api.isolation;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stops the start on a database in which the wall would not stand, or would stand in the platform's own way. */
@Component
class WallCheck implements InitializingBean {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    WallCheck(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public void afterPropertiesSet() {
        String platform = ask("select current_user");
        String tenant = ask("select left('sextant_tenant_' || current_database(), 63)");
        if (!holds("""
                select coalesce((select pg_has_role(current_user, oid, 'set')
                                   from pg_roles
                                  where rolname = left('sextant_tenant_' || current_database(), 63)), false)
                """)) {
            throw new IllegalStateException(
                    "Requests run as the database role %1$s, which is not there or which %2$s may not act as."
                                    .formatted(tenant, platform)
                            + " As an administrator of the database server make it if needed (create role %1$s nologin;)"
                                    .formatted(tenant)
                            + " and run: grant %1$s to %2$s with inherit false, set true;".formatted(tenant, platform));
        }
        if (holds("select row_security_active('deployment')")) {
            throw new IllegalStateException(
                    "The role %1$s does not own the tables, so row-level security hides every team from the platform itself."
                                    .formatted(platform)
                            + " As an administrator of the database server run: alter role %1$s bypassrls;"
                                    .formatted(platform));
        }
        transaction.executeWithoutResult(_ -> new TeamScope.Nobody().call(() -> walled(tenant)));
    }

    private boolean walled(String tenant) {
        if (!holds("select row_security_active('deployment')")) {
            throw new IllegalStateException(
                    "Requests run as the role %1$s, which no row-level security applies to: teams would not be kept apart."
                                    .formatted(tenant)
                            + " As an administrator of the database server run: alter role %1$s nosuperuser nobypassrls;"
                                    .formatted(tenant));
        }
        return true;
    }

    private String ask(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }

    private boolean holds(String sql) {
        return jdbc.sql(sql).query(Boolean.class).single();
    }
}
