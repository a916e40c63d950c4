package io.sextant.web.prices;

import io.sextant.api.pricing.OnPremisesCosts;
import io.sextant.api.problem.FieldError;
import io.sextant.web.layout.TypedNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The costs of own servers as they were typed. */
record OnPremisesForm(
        @Nullable String serverPrice,
        @Nullable String gpusPerServer,
        @Nullable String serviceLifeYears,
        @Nullable String residualShare,
        @Nullable String serverPowerKw,
        @Nullable String pue,
        @Nullable String electricityPrice,
        @Nullable String operationsPerServerYear,
        @Nullable String allocatedShare) {
    /** Round numbers to begin with: eight GPUs of a kind that draws about 1 kW each. */
    static OnPremisesForm example() {
        return new OnPremisesForm("280000", "8", "4", "0", "8", "1.4", "0.20", "15000", "0.8");
    }

    boolean isBlank() {
        return serverPrice == null && gpusPerServer == null && serverPowerKw == null;
    }

    OnPremisesCosts costs(List<FieldError> errors) {
        return new OnPremisesCosts(
                TypedNumber.exact("serverPrice", serverPrice, errors),
                TypedNumber.whole("gpusPerServer", gpusPerServer, errors),
                TypedNumber.exact("serviceLifeYears", serviceLifeYears, errors),
                TypedNumber.exact("residualShare", residualShare, errors),
                TypedNumber.exact("serverPowerKw", serverPowerKw, errors),
                TypedNumber.exact("pue", pue, errors),
                TypedNumber.exact("electricityPrice", electricityPrice, errors),
                TypedNumber.exact("operationsPerServerYear", operationsPerServerYear, errors),
                TypedNumber.exact("allocatedShare", allocatedShare, errors));
    }
}
