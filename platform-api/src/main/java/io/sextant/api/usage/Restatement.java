package io.sextant.api.usage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows that lead from what is charged for sealed hours to what is known of them now. */
final class Restatement {
    private Restatement() {}

    /**
     * The reversals and restatements; none for an hour that is charged as it is wanted.
     *
     * @param last of each line and hour the row with the highest revision
     */
    static List<ChargeEntry> of(Collection<ChargeEntry> last, Collection<Rated> wanted) {
        Map<Bucket, ChargeEntry> booked = new LinkedHashMap<>();
        last.forEach(entry -> booked.put(Bucket.of(entry.charge()), entry));
        List<ChargeEntry> entries = new ArrayList<>();
        for (Rated charge : wanted) {
            ChargeEntry standing = booked.remove(Bucket.of(charge));
            if (standing == null) {
                entries.add(ChargeEntry.first(charge));
            } else if (standing.kind() == ChargeEntry.Kind.REVERSAL) {
                entries.add(new ChargeEntry(charge, ChargeEntry.Kind.RESTATEMENT, standing.revision() + 1));
            } else if (!standing.charge().charges(charge)) {
                entries.add(reversal(standing));
                entries.add(new ChargeEntry(charge, ChargeEntry.Kind.RESTATEMENT, standing.revision() + 2));
            }
        }
        booked.values().stream()
                .filter(standing -> standing.kind() != ChargeEntry.Kind.REVERSAL)
                .forEach(standing -> entries.add(reversal(standing)));
        return entries;
    }

    private static ChargeEntry reversal(ChargeEntry standing) {
        return new ChargeEntry(standing.charge().negated(), ChargeEntry.Kind.REVERSAL, standing.revision() + 1);
    }

    private record Bucket(UseLine line, Instant hour) {
        static Bucket of(Rated charge) {
            return new Bucket(charge.line(), charge.hour());
        }
    }
}
