package io.sextant.sandbox.apiserver.admission;

import io.fabric8.kubernetes.api.model.Quantity;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.JsonNode;

/** Kubernetes quantities as numbers and back. */
final class Amounts {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final String[] BINARY = {"Ki", "Mi", "Gi", "Ti", "Pi"};
    private static final BigDecimal BINARY_STEP = BigDecimal.valueOf(1024);

    private Amounts() {}

    /** The amount in base units. */
    static BigDecimal parse(JsonNode quantity) {
        try {
            return new Quantity(quantity.asString("")).getNumericalAmount();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw ApiProblem.badRequest(
                    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$': "
                            + quantity.asString(""));
        }
    }

    /** Shortest usual notation: whole numbers as they are, bytes in binary units, fractions in thousandths. */
    static String print(BigDecimal amount, boolean bytes) {
        if (bytes && amount.signum() > 0) {
            return printBytes(amount);
        }
        BigDecimal plain = amount.stripTrailingZeros();
        return plain.scale() <= 0
                ? plain.toPlainString()
                : plain.multiply(THOUSAND).setScale(0, RoundingMode.UP).toPlainString() + "m";
    }

    private static String printBytes(BigDecimal amount) {
        BigDecimal rest = amount;
        String unit = "";
        for (String next : BINARY) {
            if (rest.remainder(BINARY_STEP).signum() != 0) {
                break;
            }
            rest = rest.divide(BINARY_STEP);
            unit = next;
        }
        return rest.setScale(0, RoundingMode.UP).toPlainString() + unit;
    }
}
