package io.sextant.api.approval;

import io.sextant.api.quota.HolderNames;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names the requests that hold GPUs while they wait. */
@Component
class ApprovalHolders implements HolderNames {
    private final JdbcClient jdbc;

    ApprovalHolders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<UUID, Holder> of(Set<UUID> holders) {
        return jdbc
                .sql("select id, deployment_id, deployment_name from approval_request where id in (:holders)")
                .param("holders", holders)
                .query((row, _) -> Map.entry(
                        row.getObject("id", UUID.class),
                        new Holder(
                                row.getObject("deployment_id", UUID.class),
                                row.getString("deployment_name") + ", asked for")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
