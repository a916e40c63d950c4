package io.sextant.api.quota;

import io.sextant.api.isolation.AllTeams;
import io.sextant.api.quota.QuotaEntries.Hold;
import io.sextant.api.quota.QuotaEntries.Kind;
import io.sextant.api.tenancy.Team;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Books GPUs on a team's balance and those of the nodes above it, in the transaction that changes what holds them.
 *
 * <p>Every booking is unique by holder, revision and kind, so doing it twice does it once. Who books in several pools in one
 * transaction does it in the pools' order, so that nobody waits in a circle.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class QuotaLedger {
    private final QuotaEntries entries;
    private final ClaimBooking claims;
    private final QuotaRefusal refusal;

    QuotaLedger(QuotaEntries entries, ClaimBooking claims, QuotaRefusal refusal) {
        this.entries = entries;
        this.claims = claims;
        this.refusal = refusal;
    }

    /**
     * Takes GPUs for a holder, or throws {@link io.sextant.api.problem.PlatformProblem.QuotaExceeded} and takes none.
     *
     * @param quotaClass decides whether they may be borrowed
     */
    public void hold(Team team, QuotaPool pool, UUID holder, long revision, int gpus, QuotaClass quotaClass) {
        Hold hold = new Hold(team.id().value(), pool, revision, gpus, quotaClass);
        AllTeams.run(() -> hold(holder, hold));
    }

    private void hold(UUID holder, Hold hold) {
        if (entries.hold(holder, hold)) {
            ClaimBooking.Taken taken = claims.take(hold.team(), hold.pool(), hold.gpus(), hold.productionGpus());
            ClaimBooking.Claim refused = taken.refused();
            if (refused != null) {
                throw refusal.of(hold, taken.made(), refused);
            }
            if (taken.keeping()) {
                refusal.ifTakenTooEarly(hold, taken.made());
            }
        } else if (!entries.isBooked(holder, hold.revision(), Kind.HOLD)) {
            throw refusal.withoutBalance(hold);
        }
    }

    /** Turns a hold into a reservation, once approved. */
    public void reserve(UUID holder, long revision) {
        boolean booked = AllTeams.call(
                () -> entries.follow(holder, revision, Kind.RESERVE).isPresent()
                        || entries.isBooked(holder, revision, Kind.RESERVE));
        if (!booked) {
            throw new IllegalStateException("nothing is held by " + holder + " at revision " + revision);
        }
    }

    /** Gives back what the holder took at that revision; a second time does nothing. */
    public void release(UUID holder, long revision) {
        AllTeams.run(() -> entries.follow(holder, revision, Kind.RELEASE)
                .ifPresent(hold -> claims.give(hold.team(), hold.pool(), hold.gpus(), hold.productionGpus())));
    }

    /**
     * Leaves a holder with so many GPUs, booked under this revision, and gives back what it holds above them.
     *
     * <p>Nothing is asked of the quota: the holder has them already, even above a limit that was lowered since.
     */
    public void settle(UUID holder, long revision, int gpus) {
        AllTeams.run(() -> settleOpen(holder, revision, gpus));
    }

    private void settleOpen(UUID holder, long revision, int gpus) {
        List<Hold> open = entries.lockedOpen(holder);
        int held = open.stream().mapToInt(Hold::gpus).sum();
        if (gpus > held) {
            throw new IllegalStateException(holder + " holds " + held + " GPUs, not " + gpus);
        }
        if (gpus == held) {
            return;
        }
        Hold last = open.getLast();
        Hold kept = new Hold(last.team(), last.pool(), revision, gpus, last.quotaClass());
        if (gpus > 0) {
            entries.hold(holder, kept);
            entries.follow(holder, revision, Kind.RESERVE);
        }
        int production = 0;
        for (Hold hold : open) {
            entries.follow(holder, hold.revision(), Kind.RELEASE);
            production += hold.productionGpus();
        }
        claims.give(last.team(), last.pool(), held - gpus, production - kept.productionGpus());
    }
}
