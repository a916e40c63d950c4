package io.sextant.api.billing;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Statements in the columns of the FinOps Open Cost and Usage Specification, version 1.2 ({@code
 * https://focus.finops.org/focus-specification/v1-2}).
 *
 * <p>A row is a line of a team's statement, so BilledCost adds up to the statements' totals. The mandatory columns are all
 * there; of the others, those that this platform has something to say in. GPUs are capacity that a team reserves: what pods
 * held of it is Used, the rest Unused.
 */
public final class FocusExport {
    private static final String SERVICE_CATEGORY = "AI and Machine Learning";
    private static final String SERVICE_SUBCATEGORY = "Generative AI";
    private static final String SERVICE = "Model inference";
    private static final String UNIT = "GPU Hours";
    private static final List<String> HEAD = List.of(
            "BilledCost",
            "BillingAccountId",
            "BillingAccountName",
            "BillingAccountType",
            "BillingCurrency",
            "BillingPeriodEnd",
            "BillingPeriodStart",
            "CapacityReservationId",
            "CapacityReservationStatus",
            "ChargeCategory",
            "ChargeClass",
            "ChargeDescription",
            "ChargeFrequency",
            "ChargePeriodEnd",
            "ChargePeriodStart",
            "ConsumedQuantity",
            "ConsumedUnit",
            "ContractedCost",
            "ContractedUnitPrice",
            "EffectiveCost",
            "InvoiceId",
            "InvoiceIssuerName",
            "ListCost",
            "ListUnitPrice",
            "PricingCategory",
            "PricingQuantity",
            "PricingUnit",
            "ProviderName",
            "PublisherName",
            "RegionId",
            "RegionName",
            "ResourceId",
            "ResourceName",
            "ResourceType",
            "ServiceCategory",
            "ServiceName",
            "ServiceSubcategory",
            "SkuId",
            "SkuPriceId",
            "SubAccountId",
            "SubAccountName",
            "SubAccountType",
            "Tags");

    private FocusExport() {}

    /**
     * All charges of the statements; lines that stand for a node below are left to that node's own statement.
     *
     * @param organisation slug and name of the one that answers for the platform
     */
    public static String of(Statements.Node organisation, List<Statement> statements) {
        List<Map<String, @Nullable Object>> rows = statements.stream()
                .flatMap(statement -> statement.lines().stream()
                        .filter(line -> line.kind() != StatementLine.Kind.NODE)
                        .map(line -> row(organisation, statement, line)))
                .toList();
        CsvTable table = new CsvTable(HEAD);
        rows.forEach(row -> table.row(HEAD.stream().map(row::get).toList()));
        return table.toString();
    }

    private static Map<String, @Nullable Object> row(
            Statements.Node organisation, Statement statement, StatementLine line) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        money(row, statement, line);
        time(row, statement, line);
        row.put("BillingAccountId", organisation.slug());
        row.put("BillingAccountName", CsvTable.safe(organisation.name()));
        row.put("BillingAccountType", "Organisation");
        row.put("SubAccountId", statement.node());
        row.put("SubAccountName", CsvTable.safe(statement.nodeName()));
        row.put("SubAccountType", "Team");
        row.put("InvoiceId", statement.preliminary() ? null : statement.month() + "/" + statement.node());
        row.put("InvoiceIssuerName", CsvTable.safe(organisation.name()));
        row.put("ProviderName", CsvTable.safe(organisation.name()));
        row.put("PublisherName", CsvTable.safe(organisation.name()));
        row.put("ServiceCategory", SERVICE_CATEGORY);
        row.put("ServiceSubcategory", SERVICE_SUBCATEGORY);
        row.put("ServiceName", SERVICE);
        row.put("RegionId", line.cluster());
        row.put("RegionName", line.cluster());
        row.put("CapacityReservationId", line.cluster() + "/" + line.gpuProduct() + "/" + statement.node());
        row.put("CapacityReservationStatus", line.deployment() == null ? "Unused" : "Used");
        if (line.deployment() != null) {
            row.put("ResourceId", line.deployment());
            row.put("ResourceName", line.deploymentName());
            row.put("ResourceType", "Deployment");
        }
        row.put("SkuId", line.gpuProduct());
        row.put("SkuPriceId", line.priceId());
        row.put("Tags", tags(line));
        return row;
    }

    private static void money(Map<String, @Nullable Object> row, Statement statement, StatementLine line) {
        String amount = line.amount().toPlainString();
        String exact = line.exactCost().toPlainString();
        String quantity = line.gpuHours().toPlainString();
        BigDecimal rate = line.rate();
        row.put("BilledCost", amount);
        row.put("EffectiveCost", amount);
        row.put("ContractedCost", exact);
        row.put("ListCost", exact);
        row.put("ListUnitPrice", rate == null ? null : rate.toPlainString());
        row.put("ContractedUnitPrice", rate == null ? null : rate.toPlainString());
        row.put("BillingCurrency", statement.currency());
        row.put("PricingCategory", "Standard");
        row.put("PricingQuantity", quantity);
        row.put("PricingUnit", UNIT);
        if (line.deployment() != null) {
            row.put("ConsumedQuantity", quantity);
            row.put("ConsumedUnit", UNIT);
        }
        row.put("ChargeCategory", "Usage");
        row.put("ChargeClass", line.kind() == StatementLine.Kind.CORRECTION ? "Correction" : null);
        row.put("ChargeDescription", CsvTable.safe(line.description()));
        row.put("ChargeFrequency", "Usage-Based");
    }

    private static void time(Map<String, @Nullable Object> row, Statement statement, StatementLine line) {
        Instant first = line.firstHour() == null ? statement.from() : line.firstHour();
        Instant last =
                line.lastHour() == null ? statement.until() : line.lastHour().plus(Duration.ofHours(1));
        row.put("BillingPeriodStart", statement.from());
        row.put("BillingPeriodEnd", statement.until());
        row.put("ChargePeriodStart", first);
        row.put("ChargePeriodEnd", last);
    }

    // Neither a NIM id nor the name of a GPU product can have a character that JSON would escape.
    private static String tags(StatementLine line) {
        return line.model().isEmpty()
                ? "{\"gpu_product\": \"%s\"}".formatted(line.gpuProduct())
                : "{\"gpu_product\": \"%s\", \"model\": \"%s\"}".formatted(line.gpuProduct(), line.model());
    }
}
