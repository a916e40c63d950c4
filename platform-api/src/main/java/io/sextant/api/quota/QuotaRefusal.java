package io.sextant.api.quota;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.LendableGpus.Lent;
import io.sextant.api.quota.QuotaEntries.Hold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says which node refused GPUs, with its numbers, and what would fit instead. */
@Component
class QuotaRefusal {
    private static final int OTHER_POOLS = 3;

    private final QuotaRows rows;

    QuotaRefusal(QuotaRows rows) {
        this.rows = rows;
    }

    /** A node on the way up had no room. */
    PlatformProblem of(Hold hold, List<ClaimBooking.Claim> made, ClaimBooking.Claim refused) {
        return problem(hold, before(hold, made), refused);
    }

    /**
     * What a team asks back is its own at once, but nodes above stand above their limits until others have given it back.
     *
     * @throws PlatformProblem.QuotaExceeded where it is taken before
     */
    void ifTakenTooEarly(Hold hold, List<ClaimBooking.Claim> made) {
        QuotaPath after = rows.path(hold.team(), hold.pool());
        if (after.own().balance().hasTakenTooEarly(after.excessAboveGpus())) {
            QuotaPath path = before(hold, made);
            BalanceRow balance = path.own().balance();
            throw new PlatformProblem.QuotaExceeded(
                    path.own().node().name(),
                    hold.pool().toString(),
                    balance.terms().guaranteedGpus(),
                    balance.claimedGpus(),
                    hold.gpus(),
                    "%s has asked GPUs of %s back that others have not given back yet: %d are there, this asks for %d."
                            .formatted(path.own().node().name(), hold.pool(), path.room(), hold.gpus()),
                    options(hold, path),
                    Map.of());
        }
    }

    /** The team was never given quota in the pool. */
    PlatformProblem withoutBalance(Hold hold) {
        return problem(
                hold,
                rows.path(hold.team(), hold.pool()),
                new ClaimBooking.Claim(hold.team(), hold.gpus(), hold.productionGpus()));
    }

    /** The path as it stood before this transaction took what it now gives up. */
    private QuotaPath before(Hold hold, List<ClaimBooking.Claim> made) {
        Map<UUID, ClaimBooking.Claim> taken =
                made.stream().collect(Collectors.toMap(ClaimBooking.Claim::node, claim -> claim));
        return new QuotaPath(rows.path(hold.team(), hold.pool()).steps().stream()
                .map(step -> {
                    ClaimBooking.Claim claim = taken.get(step.node().id());
                    return claim == null
                            ? step
                            : new QuotaPath.Step(
                                    step.node(),
                                    step.balance().without(claim, claim.node().equals(hold.team())));
                })
                .toList());
    }

    private PlatformProblem problem(Hold hold, QuotaPath path, ClaimBooking.Claim refused) {
        QuotaPath.Step at = path.steps().stream()
                .filter(step -> step.node().id().equals(refused.node()))
                .findFirst()
                .orElseThrow();
        BalanceRow balance = at.balance();
        boolean guarantee = refused.production() > 0
                && balance.productionGpus() + refused.production()
                        > balance.terms().guaranteedGpus();
        return new PlatformProblem.QuotaExceeded(
                at.node().name(),
                hold.pool().toString(),
                guarantee ? balance.terms().guaranteedGpus() : balance.terms().burstLimitGpus(),
                guarantee ? balance.productionGpus() : balance.claimedGpus(),
                hold.gpus(),
                guarantee ? guaranteeSpent(hold, at) : limitReached(hold, path, at),
                options(hold, path),
                reclaim(hold, path));
    }

    private static String guaranteeSpent(Hold hold, QuotaPath.Step at) {
        return "%s is guaranteed %d GPUs of %s, of which %d are held for production; this asks for %d more for production."
                .formatted(
                        at.node().name(),
                        at.balance().terms().guaranteedGpus(),
                        hold.pool(),
                        at.balance().productionGpus(),
                        hold.gpus());
    }

    private static String limitReached(Hold hold, QuotaPath path, QuotaPath.Step at) {
        int limit = at.balance().terms().burstLimitGpus();
        int claimed = at.balance().claimedGpus();
        if (at.equals(path.own())) {
            return "%s may hold %d GPUs of %s and holds %d; this asks for %d more."
                    .formatted(at.node().name(), limit, hold.pool(), claimed, hold.gpus());
        }
        return "%s, above %s, may hold %d GPUs of %s, of which %d are held or set aside for its teams; this asks for %d more."
                .formatted(at.node().name(), path.own().node().name(), limit, hold.pool(), claimed, hold.gpus());
    }

    private List<String> options(Hold hold, QuotaPath path) {
        List<String> options = new ArrayList<>();
        int room = hold.quotaClass().mayBorrow() ? path.room() : path.productionRoom();
        if (room > 0) {
            options.add("Ask for at most %d GPUs.".formatted(room));
        }
        if (!hold.quotaClass().mayBorrow() && path.room() >= hold.gpus()) {
            options.add("Submit it for development or as a batch: then %d GPUs can be had, some of them borrowed."
                    .formatted(path.room()));
        }
        if (Lent.of(path).reclaims()) {
            options.add("Wait until what the team asked back is there; it is told then.");
        }
        if (canReclaim(hold, path)) {
            options.add(
                    "Ask the %d GPUs back that others borrow, on the page of the team's quota or with POST /api/v1/quota-reclaims."
                            .formatted(Lent.of(path).lentOutGpus()));
        }
        rows.paths(hold.team()).entrySet().stream()
                .filter(pool -> !pool.getKey().equals(hold.pool()))
                .map(pool -> pool.getValue().balance(pool.getKey()))
                .filter(balance -> balance.freeFor(hold.quotaClass()) >= hold.gpus())
                .limit(OTHER_POOLS)
                .forEach(balance -> options.add("Choose a plan on %s, where %d are free for the team."
                        .formatted(balance.pool(), balance.freeFor(hold.quotaClass()))));
        options.add("Retire or shrink a deployment on " + hold.pool().gpuProduct() + ".");
        options.add("Ask for more on the page of the team's quota, or with POST /api/v1/quota-requests.");
        return options;
    }

    private static Map<String, Object> reclaim(Hold hold, QuotaPath path) {
        return canReclaim(hold, path)
                ? Map.of(
                        "team", path.own().node().slug(),
                        "cluster", hold.pool().cluster(),
                        "gpuProduct", hold.pool().gpuProduct(),
                        "gpus", hold.gpus())
                : Map.of();
    }

    private static boolean canReclaim(Hold hold, QuotaPath path) {
        Lent lent = Lent.of(path);
        return !lent.reclaims() && lent.lentOutGpus() > 0 && hold.gpus() <= lent.reachableGpus();
    }
}
