package io.sextant.api.orgfile;

import io.sextant.api.approval.PolicyConditions;
import io.sextant.api.approval.PolicyTerms;
import io.sextant.api.budget.BudgetMode;
import io.sextant.api.budget.BudgetPeriod;
import io.sextant.api.quota.QuotaTerms;
import io.sextant.api.tenancy.OrgUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing that the file states. */
sealed interface Entry {
    Section section();

    /** What it is about; two entries of one key speak of the same. */
    String key();

    /** As the file has it, in its order. */
    Map<String, Object> members();

    /** A node that is in use. */
    record Node(
            String slug,
            OrgUnit.Kind kind,
            String name,
            @Nullable String parent) implements Entry {
        public Node {
            name = name.strip();
        }

        @Override
        public Section section() {
            return Section.NODES;
        }

        @Override
        public String key() {
            return slug;
        }

        @Override
        public Map<String, Object> members() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("slug", slug);
            members.put("kind", written(kind));
            members.put("name", name);
            put(members, "parent", parent);
            return members;
        }
    }

    /** What a node may have of a pool; what is not stated is nothing. */
    record Quota(String node, String cluster, String gpuProduct, QuotaTerms terms) implements Entry {
        @Override
        public Section section() {
            return Section.QUOTAS;
        }

        @Override
        public String key() {
            return node + ", " + pool();
        }

        String pool() {
            return gpuProduct + " in " + cluster;
        }

        @Override
        public Map<String, Object> members() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("node", node);
            members.put("cluster", cluster);
            members.put("gpuProduct", gpuProduct);
            members.put("guaranteedGpus", terms.guaranteedGpus());
            members.put("burstLimitGpus", terms.burstLimitGpus());
            members.put("lendableGpus", terms.lendableGpus());
            members.put("overcommitted", terms.overcommitted());
            return members;
        }
    }

    /** What a GPU product costs from a moment on. */
    sealed interface Priced extends Entry {
        String gpu();

        /** Null for all clusters that have no price of their own. */
        @Nullable
        String cluster();

        /** Null for what is in force. */
        @Nullable
        Instant effectiveFrom();

        /** What its prices follow each other for. */
        default String place() {
            return gpu() + (cluster() == null ? "" : " in " + cluster());
        }

        @Override
        default Section section() {
            return Section.PRICES;
        }

        @Override
        default String key() {
            return place() + (effectiveFrom() == null ? "" : " from " + effectiveFrom());
        }

        /** Whether it takes effect at that moment or did before; what has no moment is in force. */
        default boolean hasBegun(Instant at) {
            return effectiveFrom() == null || !effectiveFrom().isAfter(at);
        }
    }

    /** A price. */
    record Price(
            String gpu,
            @Nullable String cluster,
            @Nullable Instant effectiveFrom,
            BigDecimal perGpuHour,
            @Nullable BigDecimal burstPerGpuHour,
            String source,
            @Nullable LocalDate readOn)
            implements Priced {
        public Price {
            perGpuHour = plain(perGpuHour);
            burstPerGpuHour = burstPerGpuHour == null ? null : plain(burstPerGpuHour);
            source = source.strip();
        }

        /** The same once it has begun. */
        Price inForce() {
            return new Price(gpu, cluster, null, perGpuHour, burstPerGpuHour, source, readOn);
        }

        @Override
        public Map<String, Object> members() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("gpu", gpu);
            put(members, "cluster", cluster);
            put(members, "effectiveFrom", effectiveFrom == null ? null : effectiveFrom.toString());
            members.put("perGpuHour", numeral(perGpuHour));
            put(members, "burstPerGpuHour", burstPerGpuHour == null ? null : numeral(burstPerGpuHour));
            members.put("source", source);
            put(members, "readOn", readOn == null ? null : readOn.toString());
            return members;
        }
    }

    /** That from a moment on there is no price. */
    record PriceEnding(String gpu, @Nullable String cluster, Instant effectiveFrom, String reason) implements Priced {
        public PriceEnding {
            reason = reason.strip();
        }

        @Override
        public Map<String, Object> members() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("gpu", gpu);
            put(members, "cluster", cluster);
            members.put("effectiveFrom", effectiveFrom.toString());
            members.put("ended", true);
            members.put("reason", reason);
            return members;
        }
    }

    /** What a node may spend. */
    record Budget(String node, BudgetPeriod period, BudgetMode mode, BigDecimal amount) implements Entry {
        public Budget {
            amount = plain(amount);
        }

        @Override
        public Section section() {
            return Section.BUDGETS;
        }

        @Override
        public String key() {
            return node + " by " + written(period);
        }

        @Override
        public Map<String, Object> members() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("node", node);
            members.put("period", written(period));
            members.put("mode", written(mode));
            members.put("amount", numeral(amount));
            return members;
        }
    }

    /**
     * Whose yes is needed at a node and below it.
     *
     * @param number 1, or more where the node has several policies of one name: they are told apart by their order
     */
    record Policy(String node, int number, PolicyTerms terms) implements Entry {
        public Policy {
            terms = plain(terms);
        }

        @Override
        public Section section() {
            return Section.POLICIES;
        }

        @Override
        public String key() {
            return node + ", " + terms.name() + (number == 1 ? "" : " (" + number + ")");
        }

        @Override
        public Map<String, Object> members() {
            PolicyConditions conditions = terms.conditions();
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("node", node);
            members.put("name", terms.name());
            members.put("position", terms.position());
            BigDecimal cost = conditions.monthlyCostFrom();
            put(members, "monthlyCostFrom", cost == null ? null : numeral(cost));
            put(members, "quotaPercentFrom", conditions.quotaPercentFrom());
            putSome(
                    members,
                    "gpuProducts",
                    conditions.gpuProducts().stream().sorted().toList());
            putSome(
                    members,
                    "quotaClasses",
                    conditions.quotaClasses().stream()
                            .sorted()
                            .map(Entry::written)
                            .toList());
            putSome(members, "models", conditions.models().stream().sorted().toList());
            putSome(
                    members,
                    "stages",
                    terms.stages().stream().map(Entry::written).toList());
            members.put("holdHours", terms.holdHours());
            return members;
        }

        private static PolicyTerms plain(PolicyTerms terms) {
            PolicyConditions conditions = terms.conditions();
            BigDecimal cost = conditions.monthlyCostFrom();
            return new PolicyTerms(
                    terms.name().strip(),
                    terms.position(),
                    new PolicyConditions(
                            cost == null ? null : Entry.plain(cost),
                            conditions.quotaPercentFrom(),
                            conditions.gpuProducts(),
                            conditions.quotaClasses(),
                            conditions.models()),
                    terms.stages(),
                    terms.holdHours());
        }
    }

    /** As the file spells it, such as approve-above. */
    static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    // A whole number is written as one, not as "!!float '5'".
    private static Number numeral(BigDecimal plain) {
        return plain.scale() == 0 ? plain.toBigIntegerExact() : plain;
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    private static void putSome(Map<String, Object> members, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            members.put(name, List.copyOf(values));
        }
    }

    // One number has one spelling, without an exponent.
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
