package io.sextant.api.pricing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * What a GPU hour costs on servers of one's own, and how that comes about: amortisation + power x PUE + operations.
 *
 * @param perGpuHour to six digits, as a price is recorded
 * @param currency ISO 4217
 * @param steps the arithmetic, in order; the last one is the result
 */
public record OnPremisesRate(BigDecimal perGpuHour, String currency, List<Step> steps) {
    /** Hours of a year of 365.25 days. */
    private static final BigDecimal YEAR_HOURS = BigDecimal.valueOf(8766);

    private static final int DECIMALS = 6;
    private static final String UNIT = "USD per GPU hour";
    private static final MathContext EXACT = MathContext.DECIMAL64;

    public OnPremisesRate {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param formula with the numbers and units put in
     * @param value to six digits
     */
    public record Step(String what, String formula, BigDecimal value, String unit) {}

    /** The rate that covers these costs. */
    public static OnPremisesRate of(OnPremisesCosts costs) {
        OnPremisesCosts.Stated stated = costs.stated();
        BigDecimal gpus = BigDecimal.valueOf(stated.gpusPerServer());
        BigDecimal capital = stated.serverPrice()
                .multiply(BigDecimal.ONE.subtract(stated.residualShare()))
                .divide(stated.serviceLifeYears().multiply(YEAR_HOURS).multiply(gpus), EXACT);
        BigDecimal power = stated.serverPowerKw()
                .multiply(stated.pue())
                .multiply(stated.electricityPrice())
                .divide(gpus, EXACT);
        BigDecimal operations = stated.operationsPerServerYear().divide(YEAR_HOURS.multiply(gpus), EXACT);
        BigDecimal running = capital.add(power).add(operations);
        BigDecimal rate = rounded(running.divide(stated.allocatedShare(), EXACT));
        return new OnPremisesRate(
                rate,
                Price.CURRENCY,
                List.of(
                        step(
                                "Amortisation",
                                "%s USD x (1 - %s) / (%s years x 8,766 h/year x %s GPUs)"
                                        .formatted(
                                                plain(stated.serverPrice()),
                                                plain(stated.residualShare()),
                                                plain(stated.serviceLifeYears()),
                                                plain(gpus)),
                                capital),
                        step(
                                "Power",
                                "%s kW x PUE %s x %s USD/kWh / %s GPUs"
                                        .formatted(
                                                plain(stated.serverPowerKw()),
                                                plain(stated.pue()),
                                                plain(stated.electricityPrice()),
                                                plain(gpus)),
                                power),
                        step(
                                "Operations",
                                "%s USD/year / (8,766 h/year x %s GPUs)"
                                        .formatted(plain(stated.operationsPerServerYear()), plain(gpus)),
                                operations),
                        step(
                                "Of every hour",
                                "%s + %s + %s".formatted(rounded(capital), rounded(power), rounded(operations)),
                                running),
                        step(
                                "Of every hour that is charged",
                                "%s / %s of all hours".formatted(rounded(running), plain(stated.allocatedShare())),
                                rate)));
    }

    private static Step step(String what, String formula, BigDecimal value) {
        return new Step(what, formula, rounded(value), UNIT);
    }

    private static BigDecimal rounded(BigDecimal value) {
        return value.setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
