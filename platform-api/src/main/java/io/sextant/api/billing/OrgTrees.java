package io.sextant.api.billing;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the organisation's tree. */
@Repository
class OrgTrees {
    private final JdbcClient jdbc;

    OrgTrees(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    OrgTree now() {
        return new OrgTree(jdbc.sql("select id, parent_id, kind, slug, name from org_node")
                .query((row, n) -> new OrgTree.Node(
                        row.getObject("id", UUID.class),
                        row.getObject("parent_id", UUID.class),
                        row.getString("kind"),
                        row.getString("slug"),
                        row.getString("name")))
                .list());
    }
}
