package io.sextant.api.deployment;

import io.sextant.api.quota.HolderNames;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names the NIMServices of deployments that hold GPUs. */
@Component
class ReleaseHolders implements HolderNames {
    private final JdbcClient jdbc;

    ReleaseHolders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<UUID, Holder> of(Set<UUID> holders) {
        return jdbc
                .sql("select holder, deployment_id, service_name from deployment_release where holder in (:holders)")
                .param("holders", holders)
                .query((row, _) -> Map.entry(
                        row.getObject("holder", UUID.class),
                        new Holder(row.getObject("deployment_id", UUID.class), row.getString("service_name"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
