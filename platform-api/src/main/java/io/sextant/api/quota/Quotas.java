package io.sextant.api.quota;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamId;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells and sets how many GPUs of each pool a team may hold. */
@Service
@Transactional
public class Quotas {
    private final QuotaRows rows;
    private final QuotaAdministration administration;

    Quotas(QuotaRows rows, QuotaAdministration administration) {
        this.rows = rows;
        this.administration = administration;
    }

    /** The pools a team was given quota in, by cluster and GPU product. */
    @Transactional(readOnly = true)
    public List<PoolBalance> balances(TeamId team) {
        return rows.paths(team.value()).entrySet().stream()
                .map(path -> path.getValue().balance(path.getKey()))
                .toList();
    }

    /** The balance in one pool; limit 0 where the team was given none. */
    @Transactional(readOnly = true)
    public PoolBalance balance(TeamId team, QuotaPool pool) {
        return rows.path(team.value(), pool).balance(pool);
    }

    /**
     * Guarantees a team so many GPUs and no more, and the nodes above it enough for that.
     *
     * <p>What is in use above it may stay, but nothing new is granted until use falls below it.
     */
    public void setLimit(Team team, QuotaPool pool, int limitGpus, Actor actor) {
        QuotaTerms terms = QuotaTerms.exactly(limitGpus);
        administration.change(team.slug(), pool, new QuotaEdit(terms, true, "The team's limit was set."), null, actor);
    }
}
