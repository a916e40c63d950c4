package io.sextant.web.load;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Requests for plans, no two alike: every model of the catalogue, random lengths, rates and targets. */
final class PlanQuestions {

    private static final int SHORTEST_INPUT = 64;
    private static final int INPUT_RANGE = 3500;
    private static final int SHORTEST_OUTPUT = 32;
    private static final int OUTPUT_RANGE = 400;

    private final String team;
    private final List<String> models;
    private final Random random;

    PlanQuestions(String team, List<String> models, long seed) {
        this.team = team;
        this.models = List.copyOf(models);
        this.random = new Random(seed);
    }

    String next() {
        return String.format(
                Locale.ROOT,
                """
                {"team": "%s", "model": "%s",
                 "workload": {"inputTokens": %d, "outputTokens": %d, "inputSpread": 0.5, "outputSpread": 0.5},
                 "demand": {"kind": "requestRate", "peakRequestsPerSecond": %.3f},
                 "sla": {"kind": "targets", "percentile": "P95", "ttftMs": %d, "itlMs": %d}}
                """,
                team,
                models.get(random.nextInt(models.size())),
                SHORTEST_INPUT + random.nextInt(INPUT_RANGE),
                SHORTEST_OUTPUT + random.nextInt(OUTPUT_RANGE),
                0.1 + random.nextDouble() * 20,
                100 + random.nextInt(3000),
                10 + random.nextInt(90));
    }
}
