package io.sextant.api.quota;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the quota of a node along when it comes to lie below another one: the sums on both ways up are made anew.
 *
 * <p>The nodes above keep what they were given: the new ones must have room for it, the old ones are left with more.
 */
@Service
public class QuotaMoves {
    private final QuotaRows rows;

    QuotaMoves(QuotaRows rows) {
        this.rows = rows;
    }

    /** What the move would do now, in every pool in which it does anything. */
    @Transactional(readOnly = true)
    public List<QuotaMove> preview(String unit, String parent, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        QuotaNode moved = named(unit);
        QuotaNode above = named(parent);
        List<QuotaMove> moves = new ArrayList<>();
        for (QuotaPool pool : rows.pools()) {
            QuotaTree before = rows.tree(pool);
            if (before.branch(moved.id()).contains(above.id()) || above.kind() == QuotaNode.Kind.TEAM) {
                throw new PlatformProblem.Conflict(
                        "not-a-tree",
                        "It cannot lie there",
                        "%s cannot come to lie below %s.".formatted(moved.name(), above.name()),
                        "Choose a department that is not part of it, or the organisation.",
                        Map.of("node", unit));
            }
            QuotaMove move = QuotaMove.of(before, before.moved(moved.id(), above.id()), moved.id());
            if (!move.changed().isEmpty() || !move.refusals().isEmpty()) {
                moves.add(move);
            }
        }
        return moves;
    }

    /** Makes the sums anew, or throws what stands against it; the caller's transaction moves the node. */
    @Transactional(propagation = Propagation.MANDATORY)
    void move(UUID unit, UUID newParent) {
        rows.lockShape();
        for (QuotaPool pool : rows.pools()) {
            QuotaTree before = rows.tree(pool);
            QuotaTree after = before.moved(unit, newParent);
            QuotaMove.refusals(before, after).stream().findFirst().ifPresent(refused -> {
                throw refused;
            });
            rows.write(before, after);
        }
    }

    private QuotaNode named(String slug) {
        return rows.nodeNamed(slug).orElseThrow(() -> QuotaAdministration.missing(slug));
    }
}
