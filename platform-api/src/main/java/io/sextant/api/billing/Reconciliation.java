package io.sextant.api.billing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What clusters had, what replicas told, what was charged and what statements say, and why these differ.
 *
 * <p>In every pool {@code inventory = charged + reserved-idle +} the differences {@link Sides#INVENTORY}, and
 * {@code statements = charged + reserved-idle +} the differences {@link Sides#STATEMENTS}, in GPU hours and in money.
 *
 * @param first month
 * @param last month, included
 * @param until the first moment after the time it is about: the end of the last month, or now
 * @param sealedUntil hours before it are charged; null where none is
 * @param preliminary whether a month of it is open
 * @param currency ISO 4217
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reconciliation(
        YearMonth first,
        YearMonth last,
        Instant from,
        Instant until,
        @Nullable Instant sealedUntil,
        boolean preliminary,
        String currency,
        List<Pool> pools) {
    public Reconciliation {
        pools = List.copyOf(pools);
    }

    /** Whether every difference has a reason. */
    public boolean isExplained() {
        return pools.stream().allMatch(Pool::isExplained);
    }

    /**
     * The GPUs of one product in one cluster, in GPU hours.
     *
     * @param inventory as far as the cluster reported it
     * @param silentHours of the time, those in which the cluster did not report
     * @param told held by replicas, by what their cluster told
     * @param charged for replicas
     * @param reservedIdle charged for GPUs that were reserved and ran nothing
     * @param nobodys neither reserved nor held
     * @param onStatements GPU hours on the statements of the months
     * @param cost charged for the hours of the months, exact
     * @param amount on the statements of the months, rounded
     */
    public record Pool(
            String cluster,
            String gpuProduct,
            BigDecimal inventory,
            BigDecimal silentHours,
            BigDecimal told,
            BigDecimal charged,
            BigDecimal reservedIdle,
            BigDecimal nobodys,
            BigDecimal onStatements,
            BigDecimal cost,
            BigDecimal amount,
            List<Difference> differences) {
        public Pool {
            differences = List.copyOf(differences);
        }

        /** Whether every difference has a reason. */
        public boolean isExplained() {
            return differences.stream()
                    .allMatch(difference -> difference.reason().isKnown());
        }
    }

    /** What is held against what. */
    public enum Sides {
        /** Cluster inventory against charges. */
        INVENTORY,
        /** Statements against charges. */
        STATEMENTS,
        /** Charges without money. */
        MONEY
    }

    /** Why two numbers differ. */
    public enum Reason {
        NOBODYS(Sides.INVENTORY, "Neither reserved nor used"),
        BEYOND_INVENTORY(Sides.INVENTORY, "Taken beyond what the cluster has"),
        CLUSTER_SILENT(Sides.INVENTORY, "Taken while the cluster did not report"),
        NOT_SEALED(Sides.INVENTORY, "Taken in hours not sealed yet"),
        LATE_FACTS(Sides.INVENTORY, "Came late, not restated yet"),
        CHARGES_DIFFER(Sides.INVENTORY, "Not explained: told and reserved, but charged otherwise"),
        BILLED_LATER(Sides.STATEMENTS, "Corrections billed in a later month"),
        OF_EARLIER_MONTHS(Sides.STATEMENTS, "Corrections of earlier months"),
        OPEN_HOURS(Sides.STATEMENTS, "Hours not sealed yet, on preliminary statements"),
        ROUNDING(Sides.STATEMENTS, "Rounding"),
        STATEMENTS_DIFFER(Sides.STATEMENTS, "Not explained: charged, but stated otherwise"),
        NO_PRICE(Sides.MONEY, "Charged nothing, for want of a price");

        private final Sides sides;
        private final String label;

        Reason(Sides sides, String label) {
            this.sides = sides;
            this.label = label;
        }

        /** What is held against what. */
        public Sides sides() {
            return sides;
        }

        /** For people. */
        public String label() {
            return label;
        }

        /** Whether nobody has to look into it. */
        public boolean isKnown() {
            return this != CHARGES_DIFFER && this != STATEMENTS_DIFFER;
        }
    }

    /**
     * A part of a difference.
     *
     * @param team slug; null where it is of no team
     * @param gpuHours to be added to what is charged
     * @param cost to be added to what is charged; null where it has none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(
            Reason reason,
            @Nullable String team,
            BigDecimal gpuHours,
            @Nullable BigDecimal cost) {}
}
