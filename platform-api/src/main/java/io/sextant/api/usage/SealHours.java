package io.sextant.api.usage;

import io.sextant.api.quota.ReservedSpan;
import io.sextant.api.quota.ReservedSpans;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Charges hours once they are over, and corrects what was charged when more becomes known. */
@Service
@Transactional
class SealHours {
    /** Catching up after an outage goes in pieces, so that each transaction stays short. */
    private static final Duration PIECE = Duration.ofHours(24);

    private final GpuIntervals intervals;
    private final ReservedSpans reservations;
    private final SealedHours seal;
    private final ChargeBook charges;
    private final AccountingMonths months;
    private final RateUse rating;
    private final Duration sealAfter;
    private final Clock clock;

    SealHours(
            GpuIntervals intervals,
            ReservedSpans reservations,
            SealedHours seal,
            ChargeBook charges,
            AccountingMonths months,
            RateUse rating,
            BillingSettings settings,
            Clock clock) {
        this.intervals = intervals;
        this.reservations = reservations;
        this.seal = seal;
        this.charges = charges;
        this.months = months;
        this.rating = rating;
        this.sealAfter = settings.sealAfter();
        this.clock = clock;
    }

    /** Seals the next hours that are due, a day of them at most; false if none was. */
    boolean sealNext() {
        Instant due = HourlyUse.hourOf(clock.instant().minus(sealAfter));
        seal.takeOver();
        Instant from = seal.until().orElse(Instant.EPOCH);
        if (!from.isBefore(due)) {
            return false;
        }
        // Nothing may have been held for long, and before the first hour ever nothing was.
        Instant begin =
                firstUse(from, due).map(HourlyUse::hourOf).filter(due::isAfter).orElse(due);
        Instant until = begin.plus(PIECE).isBefore(due) ? begin.plus(PIECE) : due;
        List<Rated> rated =
                rating.between(begin, until, intervals.between(begin, until), reservations.between(begin, until));
        charges.append(rated.stream().map(ChargeEntry::first).toList(), billedMonth());
        seal.seal(until);
        return true;
    }

    /** Corrects the sealed hours of one team and cluster of which something came late; false if nothing did. */
    boolean restateNext() {
        seal.takeOver();
        Optional<SealedHours.Late> late = seal.takeLate();
        Instant until = seal.until().orElse(Instant.EPOCH);
        late.filter(found -> found.since().isBefore(until)).ifPresent(found -> restate(found, until));
        return late.isPresent();
    }

    private void restate(SealedHours.Late late, Instant until) {
        Instant from = late.since();
        List<ReservedSpan> reserved = reservations.between(from, until).stream()
                .filter(span ->
                        span.team().equals(late.team()) && span.pool().cluster().equals(late.cluster()))
                .toList();
        List<Rated> wanted =
                rating.between(from, until, intervals.between(late.team(), late.cluster(), from, until), reserved);
        charges.append(Restatement.of(charges.last(late.team(), late.cluster(), from, until), wanted), billedMonth());
    }

    private Optional<Instant> firstUse(Instant from, Instant until) {
        Optional<Instant> held = intervals.firstHeld(from);
        Optional<Instant> reserved = reservations.between(from, until).stream()
                .map(ReservedSpan::from)
                .min(Instant::compareTo);
        return held.isPresent() && reserved.isPresent() && reserved.get().isBefore(held.get())
                ? reserved
                : held.or(() -> reserved);
    }

    private Function<Instant, YearMonth> billedMonth() {
        Optional<YearMonth> closed = months.lastClosed();
        BillingCalendar calendar = months.calendar();
        return hour -> {
            YearMonth own = calendar.monthOf(hour);
            return closed.filter(last -> !own.isAfter(last))
                    .map(last -> last.plusMonths(1))
                    .orElse(own);
        };
    }
}
