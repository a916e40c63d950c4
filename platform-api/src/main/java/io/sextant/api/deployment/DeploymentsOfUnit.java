package io.sextant.api.deployment;

import io.sextant.api.tenancy.UnitUse;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deployments of a team that are not retired. */
@Component
class DeploymentsOfUnit implements UnitUse {
    private final JdbcClient jdbc;

    DeploymentsOfUnit(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> againstArchiving(UUID unit) {
        return jdbc.sql("select name from deployment where team_id = :team and retired_at is null order by name")
                .param("team", unit)
                .query((row, n) -> "deployment " + row.getString("name"))
                .list();
    }
}
