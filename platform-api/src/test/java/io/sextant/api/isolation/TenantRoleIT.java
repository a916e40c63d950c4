package io.sextant.api.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.testing.TestPostgres;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** On a database server of somebody's own: what the platform's role may do there, and what it says if that is too little. */
class TenantRoleIT {
    private final JdbcConnectionDetails database = TestPostgres.freshDatabase();
    private final JdbcClient administrator = JdbcClient.create(source(database.getUsername(), database.getPassword()));

    @Test
    void saysWhatToRunWhereThePlatformMayMakeNoRoles() {
        DriverManagerDataSource platform = owner("plain", "nocreaterole");
        String tenant = "sextant_tenant_" + name();
        String make = "create role " + tenant + " nologin;";
        String join = " grant " + tenant + " to plain with inherit false, set true;";

        assertThatThrownBy(() -> migrate(platform))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("plain may not create it")
                .hasMessageContaining(make + join);

        administrator.sql(make).update();
        administrator.sql(join).update();
        migrate(platform);
        check(platform);
    }

    @Test
    void makesTheRoleItselfWhereItMay() {
        DriverManagerDataSource platform = owner("maker", "createrole");
        migrate(platform);
        check(platform);
    }

    @Test
    void refusesToStartWhereTheWallDoesNotHold() {
        migrate(source(database.getUsername(), database.getPassword()));
        String tenant = "sextant_tenant_" + name();
        administrator.sql("alter role " + tenant + " bypassrls").update();

        assertThatThrownBy(() -> check(source(database.getUsername(), database.getPassword())))
                .hasMessageContaining("alter role " + tenant + " nosuperuser nobypassrls");
    }

    @Test
    void refusesToStartAsARoleThatTheWallHidesEverythingFrom() {
        migrate(source(database.getUsername(), database.getPassword()));
        DriverManagerDataSource reader = role("reader", "nocreaterole");
        String tenant = "sextant_tenant_" + name();
        administrator.sql("grant " + tenant + " to reader").update();

        assertThatThrownBy(() -> check(reader)).hasMessageContaining("alter role reader bypassrls");
    }

    private DriverManagerDataSource owner(String name, String options) {
        DriverManagerDataSource owner = role(name, options);
        administrator
                .sql("alter database %s owner to %s".formatted(name(), name))
                .update();
        return owner;
    }

    private DriverManagerDataSource role(String name, String options) {
        administrator
                .sql("create role %s login %s password 'secret'".formatted(name, options))
                .update();
        return source(name, "secret");
    }

    private String name() {
        return administrator
                .sql("select current_database()")
                .query(String.class)
                .single();
    }

    private DriverManagerDataSource source(@Nullable String user, @Nullable String password) {
        return new DriverManagerDataSource(database.getJdbcUrl(), String.valueOf(user), String.valueOf(password));
    }

    private static void migrate(DriverManagerDataSource source) {
        Flyway.configure().dataSource(source).load().migrate();
    }

    private static void check(DriverManagerDataSource source) {
        ScopedDataSource scoped = new ScopedDataSource(source);
        new WallCheck(JdbcClient.create(scoped), new TransactionTemplate(new DataSourceTransactionManager(scoped)))
                .afterPropertiesSet();
        assertThat(new TeamScope.Nobody()
                        .call(() -> JdbcClient.create(scoped)
                                .sql("select count(*) from org_node")
                                .query(Integer.class)
                                .single()))
                .isZero();
    }
}
