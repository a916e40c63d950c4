package io.sextant.api.pricing;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to run servers of one's own, as an administrator states it.
 *
 * @param serverPrice of one server with its share of network and storage, in USD
 * @param gpusPerServer GPUs in it
 * @param serviceLifeYears after which it is replaced
 * @param residualShare of the price that it is still worth then, from 0 to below 1; left out, 0
 * @param serverPowerKw what it draws on average
 * @param pue power usage effectiveness: what the data centre draws for each kW of its servers, 1 at least
 * @param electricityPrice in USD per kWh
 * @param operationsPerServerYear people, space and support, in USD
 * @param allocatedShare of all hours that the GPUs are charged to somebody, above 0; left out, 1
 */
public record OnPremisesCosts(
        @Nullable BigDecimal serverPrice,
        @Nullable Integer gpusPerServer,
        @Nullable BigDecimal serviceLifeYears,
        @Nullable BigDecimal residualShare,
        @Nullable BigDecimal serverPowerKw,
        @Nullable BigDecimal pue,
        @Nullable BigDecimal electricityPrice,
        @Nullable BigDecimal operationsPerServerYear,
        @Nullable BigDecimal allocatedShare) {
    private static final BigDecimal MOST_PRICE = BigDecimal.valueOf(100_000_000);
    private static final int MOST_GPUS = 1024;

    /** The same once checked. */
    record Stated(
            BigDecimal serverPrice,
            int gpusPerServer,
            BigDecimal serviceLifeYears,
            BigDecimal residualShare,
            BigDecimal serverPowerKw,
            BigDecimal pue,
            BigDecimal electricityPrice,
            BigDecimal operationsPerServerYear,
            BigDecimal allocatedShare) {}

    Stated stated() {
        List<FieldError> errors = new ArrayList<>();
        Stated stated = new Stated(
                within("serverPrice", serverPrice, "0", MOST_PRICE.toPlainString(), errors),
                gpus(errors),
                within("serviceLifeYears", serviceLifeYears, "0.5", "20", errors),
                within("residualShare", residualShare == null ? BigDecimal.ZERO : residualShare, "0", "0.99", errors),
                within("serverPowerKw", serverPowerKw, "0", "1000", errors),
                within("pue", pue, "1", "5", errors),
                within("electricityPrice", electricityPrice, "0", "10", errors),
                within("operationsPerServerYear", operationsPerServerYear, "0", MOST_PRICE.toPlainString(), errors),
                within(
                        "allocatedShare",
                        allocatedShare == null ? BigDecimal.ONE : allocatedShare,
                        "0.01",
                        "1",
                        errors));
        if (!errors.isEmpty()) {
            throw new PlatformProblem.Invalid(errors);
        }
        return stated;
    }

    private int gpus(List<FieldError> errors) {
        if (gpusPerServer == null || gpusPerServer < 1 || gpusPerServer > MOST_GPUS) {
            errors.add(new FieldError("/gpusPerServer", "out-of-range", "A server has 1 to 1,024 GPUs."));
            return 1;
        }
        return gpusPerServer;
    }

    private static BigDecimal within(
            String field, @Nullable BigDecimal value, String least, String most, List<FieldError> errors) {
        if (value == null) {
            errors.add(new FieldError("/" + field, "missing", "This number is missing."));
            return BigDecimal.ONE;
        }
        if (value.compareTo(new BigDecimal(least)) < 0 || value.compareTo(new BigDecimal(most)) > 0) {
            errors.add(
                    new FieldError("/" + field, "out-of-range", "This lies between " + least + " and " + most + "."));
        }
        return value;
    }
}
