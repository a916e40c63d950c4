package io.sextant.planner.performance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What measurements say about the factors of any setting, before one of its own is at hand. */
public final class FittedPriors {

    private static final String SPREAD = "spread";

    private final Map<String, double[]> effects;
    private final double[] spreads;

    /**
     * From what a fit found.
     *
     * @param effects by name, the shift of the logarithm of every factor
     * @param spreads by factor, the standard deviation of its logarithm between profiles that the effects do not explain
     */
    public FittedPriors(Map<String, double[]> effects, double[] spreads) {
        this.effects = new LinkedHashMap<>(effects);
        this.spreads = spreads.clone();
    }

    /** The expected logarithms of a setting's factors. */
    public double[] logarithms(Setting setting) {
        double[] logarithms = new double[Factor.COUNT];
        for (Factor factor : Factor.values()) {
            logarithms[factor.index()] = Math.log(factor.base());
        }
        for (Setting.Effect effect : setting.effects()) {
            double[] shift = effects.get(effect.name());
            if (shift != null) {
                for (int i = 0; i < shift.length; i++) {
                    logarithms[i] += effect.weight() * shift[i];
                }
            }
        }
        return logarithms;
    }

    public EfficiencyFactors factors(Setting setting) {
        return EfficiencyFactors.ofLogarithms(logarithms(setting));
    }

    /** Whether the effect was seen in measurements. */
    public boolean knows(String effect) {
        return effects.containsKey(effect);
    }

    /** By factor, how far the logarithm of a profile's factor usually is from what is expected of it. */
    public double[] spreads() {
        return spreads.clone();
    }

    /** As lines of {@code effect;factor;shift}. */
    public String text() {
        StringBuilder text = new StringBuilder("effect;factor;shift\n");
        for (Factor factor : Factor.values()) {
            line(text, SPREAD, factor, spreads[factor.index()]);
        }
        effects.forEach((name, shifts) -> {
            for (Factor factor : Factor.values()) {
                line(text, name, factor, shifts[factor.index()]);
            }
        });
        return text.toString();
    }

    private static void line(StringBuilder text, String effect, Factor factor, double value) {
        text.append(effect)
                .append(';')
                .append(factor.symbol())
                .append(';')
                .append("%.5f".formatted(value))
                .append('\n');
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException with the number of the first bad line
     */
    public static FittedPriors parse(String text) {
        Map<String, double[]> effects = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(";", -1);
            if (cells.length != 3) {
                throw new IllegalArgumentException("line %d of the priors needs effect;factor;shift".formatted(i + 1));
            }
            effects.computeIfAbsent(cells[0], _ -> new double[Factor.COUNT])[
                            Factor.named(cells[1]).index()] =
                    Double.parseDouble(cells[2]);
        }
        double[] spreads = effects.remove(SPREAD);
        if (spreads == null) {
            throw new IllegalArgumentException("the priors lack the lines of the effect 'spread'");
        }
        return new FittedPriors(effects, spreads);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FittedPriors priors && text().equals(priors.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return "priors of %d effects".formatted(effects.size());
    }
}
