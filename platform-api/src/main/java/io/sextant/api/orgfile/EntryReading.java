package io.sextant.api.orgfile;

import io.sextant.api.approval.Approver;
import io.sextant.api.approval.PolicyConditions;
import io.sextant.api.approval.PolicyTerms;
import io.sextant.api.budget.BudgetMode;
import io.sextant.api.budget.BudgetPeriod;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.quota.QuotaTerms;
import io.sextant.api.tenancy.OrgUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one entry from its members; null, and told, where something of it is wrong. */
final class EntryReading {
    private static final int USUAL_POSITION = 100;

    private EntryReading() {}

    static @Nullable Entry read(Section section, Fields fields) {
        return switch (section) {
            case NODES -> node(fields);
            case QUOTAS -> quota(fields);
            case PRICES -> price(fields);
            case BUDGETS -> budget(fields);
            case POLICIES -> policy(fields);
        };
    }

    private static @Nullable Entry node(Fields fields) {
        String slug = fields.text("slug");
        OrgUnit.Kind kind = fields.choice("kind", OrgUnit.Kind.values());
        String name = fields.text("name");
        String parent = fields.textOrNone("parent");
        if (kind == OrgUnit.Kind.ORGANISATION && parent != null) {
            fields.error("parent", "superfluous", "The organisation lies below nothing.");
        } else if (kind != null && kind != OrgUnit.Kind.ORGANISATION && parent == null) {
            fields.error("parent", "missing", "Say which node it lies below.");
        }
        return kind == null ? null : new Entry.Node(slug, kind, name, parent);
    }

    private static @Nullable Entry quota(Fields fields) {
        String node = fields.text("node");
        String cluster = fields.text("cluster");
        String gpuProduct = fields.text("gpuProduct");
        Integer guaranteed = fields.integer("guaranteedGpus");
        Integer burst = fields.integerOrNone("burstLimitGpus");
        Integer lendable = fields.integerOrNone("lendableGpus");
        boolean overcommitted = fields.flag("overcommitted");
        if (guaranteed == null) {
            return null;
        }
        try {
            QuotaTerms terms = new QuotaTerms(
                    guaranteed, burst == null ? guaranteed : burst, lendable == null ? 0 : lendable, overcommitted);
            return new Entry.Quota(node, cluster, gpuProduct, terms);
        } catch (PlatformProblem.Invalid refused) {
            return told(refused, fields);
        }
    }

    private static @Nullable Entry price(Fields fields) {
        String gpu = fields.text("gpu");
        String cluster = fields.textOrNone("cluster");
        if (fields.flag("ended")) {
            Instant effectiveFrom = fields.moment("effectiveFrom");
            String reason = fields.text("reason");
            return effectiveFrom == null ? null : new Entry.PriceEnding(gpu, cluster, effectiveFrom, reason);
        }
        return new Entry.Price(
                gpu,
                cluster,
                fields.momentOrNone("effectiveFrom"),
                fields.decimal("perGpuHour"),
                fields.decimalOrNone("burstPerGpuHour"),
                fields.text("source"),
                fields.dateOrNone("readOn"));
    }

    private static @Nullable Entry budget(Fields fields) {
        String node = fields.text("node");
        BudgetPeriod period = fields.choice("period", BudgetPeriod.values());
        BudgetMode mode = fields.choice("mode", BudgetMode.values());
        BigDecimal amount = fields.decimal("amount");
        return period == null || mode == null ? null : new Entry.Budget(node, period, mode, amount);
    }

    private static @Nullable Entry policy(Fields fields) {
        String node = fields.text("node");
        String name = fields.text("name");
        Integer position = fields.integerOrNone("position");
        PolicyConditions conditions = new PolicyConditions(
                fields.decimalOrNone("monthlyCostFrom"),
                fields.integerOrNone("quotaPercentFrom"),
                new HashSet<>(fields.texts("gpuProducts")),
                new HashSet<>(fields.choices("quotaClasses", QuotaClass.values())),
                new HashSet<>(fields.texts("models")));
        List<Approver> stages = fields.choices("stages", Approver.values());
        Integer holdHours = fields.integerOrNone("holdHours");
        try {
            PolicyTerms terms = new PolicyTerms(
                    name,
                    position == null ? USUAL_POSITION : position,
                    conditions,
                    stages,
                    holdHours == null ? PolicyTerms.USUAL_HOLD_HOURS : holdHours);
            return new Entry.Policy(node, 1, terms);
        } catch (PlatformProblem.Invalid refused) {
            return told(refused, fields);
        }
    }

    private static @Nullable Entry told(PlatformProblem.Invalid refused, Fields fields) {
        refused.errors().forEach(error -> fields.error(error.pointer().substring(1), error.code(), error.message()));
        return null;
    }
}
