package io.sextant.api.quota;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Books claims on the balances from a node towards the root, each by one conditional update.
 *
 * <p>Every booking goes upwards, so two never wait for each other. It ends where the node above notices nothing: GPUs that are
 * set aside for a node are claimed above it already, so teams that stay within them do not meet at the root.
 */
@Component
class ClaimBooking {
    private static final String TAKE = """
            update quota_balance b
               set held_gpus            = b.held_gpus + :held,
                   held_production_gpus = b.held_production_gpus + :heldProduction,
                   claimed_gpus         = b.claimed_gpus + :claim,
                   production_gpus      = b.production_gpus + :production
              from org_node n
             where b.node_id = :node and b.cluster = :cluster and b.gpu_product = :product
               and n.id = b.node_id
               and b.claimed_gpus + :claim <= b.burst_limit_gpus
               and (:production = 0 or b.production_gpus + :production <= b.guaranteed_gpus)
            returning n.parent_id, new.kept_gpus,
                      greatest(new.claimed_gpus, new.set_aside_gpus) - greatest(old.claimed_gpus, old.set_aside_gpus) as claim,
                      case when new.contested then :production else 0 end as production
            """;
    private static final String GIVE = """
            update quota_balance b
               set held_gpus              = b.held_gpus - :held,
                   held_production_gpus   = b.held_production_gpus - :heldProduction,
                   claimed_gpus           = b.claimed_gpus - :claim,
                   production_gpus        = b.production_gpus - :production,
                   excess_gpus            = greatest(0, b.claimed_gpus - :claim - b.burst_limit_gpus),
                   production_excess_gpus = greatest(0, b.production_gpus - :production - b.guaranteed_gpus)
              from org_node n
             where b.node_id = :node and b.cluster = :cluster and b.gpu_product = :product
               and n.id = b.node_id
            returning n.parent_id, new.kept_gpus,
                      greatest(old.claimed_gpus, old.set_aside_gpus) - greatest(new.claimed_gpus, new.set_aside_gpus) as claim,
                      case when new.contested then :production else 0 end as production
            """;

    private final JdbcClient jdbc;

    ClaimBooking(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A claim on one node, of which some is for production. */
    record Claim(UUID node, int gpus, int production) {}

    /** Takes GPUs for a holder of this node, as far up as anybody notices. */
    Taken take(UUID node, QuotaPool pool, int gpus, int production) {
        List<Claim> made = new ArrayList<>();
        boolean keeping = false;
        Claim next = new Claim(node, gpus, production);
        while (next != null) {
            Optional<Above> above = book(TAKE, pool, next, made.isEmpty());
            if (above.isEmpty()) {
                return new Taken(made, next, keeping);
            }
            keeping |= above.get().keeping();
            made.add(next);
            next = above.get().claim();
        }
        return new Taken(made, null, keeping);
    }

    /** Gives back what a holder of this node took. */
    void give(UUID node, QuotaPool pool, int gpus, int production) {
        boolean own = true;
        Claim next = new Claim(node, gpus, production);
        while (next != null) {
            Claim claim = next;
            next = book(GIVE, pool, claim, own)
                    .orElseThrow(() -> new IllegalStateException(
                            "nothing is booked on " + claim.node() + " for " + pool + ", so nothing can be given back"))
                    .claim();
            own = false;
        }
    }

    private Optional<Above> book(String statement, QuotaPool pool, Claim claim, boolean own) {
        return jdbc.sql(statement)
                .param("node", claim.node())
                .param("cluster", pool.cluster())
                .param("product", pool.gpuProduct())
                .param("claim", claim.gpus())
                .param("production", claim.production())
                .param("held", own ? claim.gpus() : 0)
                .param("heldProduction", own ? claim.production() : 0)
                .query((row, _) -> above(row))
                .optional();
    }

    private static Above above(ResultSet row) throws SQLException {
        UUID parent = row.getObject("parent_id", UUID.class);
        int claim = row.getInt("claim");
        int production = row.getInt("production");
        return new Above(
                parent == null || (claim == 0 && production == 0) ? null : new Claim(parent, claim, production),
                row.getInt("kept_gpus") > 0);
    }

    /**
     * What comes on the node above.
     *
     * @param claim absent at the root, and where the node above notices nothing
     * @param keeping whether the node keeps what it lends, for a reclaim
     */
    private record Above(@Nullable Claim claim, boolean keeping) {}

    /**
     * How a booking went.
     *
     * @param made the claims that it made, which the transaction gives up where it was refused
     * @param refused the claim that was too much; absent where none was
     * @param keeping whether it took of what a node keeps for a reclaim, which may not be there yet
     */
    record Taken(List<Claim> made, @Nullable Claim refused, boolean keeping) {}
}
