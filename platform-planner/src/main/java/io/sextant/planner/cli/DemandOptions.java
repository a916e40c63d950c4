package io.sextant.planner.cli;

import io.sextant.planner.capacity.DayShape;
import io.sextant.planner.capacity.Demand;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much work arrives: a rate or a number of users, or a batch. */
final class DemandOptions {

    private static final double MILLIS_PER_HOUR = 3_600_000;

    @Option(names = "--rate", paramLabel = "R", description = "requests per second at the peak")
    @Nullable
    Double rate;

    @Option(names = "--users", paramLabel = "N", description = "users at the same time at the peak, instead of --rate")
    @Nullable
    Integer users;

    @Option(
            names = "--think-time",
            paramLabel = "SECONDS",
            description = "between an answer and a user's next question (default: 0)")
    double thinkTimeSeconds;

    @Option(
            names = "--day-amplitude",
            paramLabel = "SHARE",
            description =
                    "swing of the load over a day as a share of its mean: 0.6 means 0.4 to 1.6 times (default: 0)")
    double dayAmplitude;

    @Option(
            names = "--offline",
            description = "nobody waits: a batch, with --tokens-per-hour or --requests and --deadline")
    boolean offline;

    @Option(names = "--requests", paramLabel = "N", description = "requests of the batch")
    @Nullable
    Long requests;

    @Option(
            names = "--deadline",
            paramLabel = "DURATION",
            converter = Converters.OfDuration.class,
            description = "time for the batch, such as 90m, 8h or 1d12h")
    @Nullable
    Duration deadline;

    @Option(names = "--tokens-per-hour", paramLabel = "N", description = "output tokens per hour of a batch")
    @Nullable
    Double tokensPerHour;

    Demand demand() {
        return offline ? batch() : people();
    }

    private Demand people() {
        if (requests != null || deadline != null || tokensPerHour != null) {
            throw new InvalidInput(
                    "--requests, --deadline and --tokens-per-hour describe a batch",
                    "Add --offline, or leave them out.");
        }
        if (rate != null && users == null) {
            return new Demand.RequestRate(rate, day());
        }
        if (users != null && rate == null) {
            return new Demand.ConcurrentUsers(users, thinkTimeSeconds, day());
        }
        throw new InvalidInput(
                "the load must be given once", "Give --rate or --users; for a batch --offline with its size.");
    }

    private DayShape day() {
        return dayAmplitude == 0 ? DayShape.flat() : new DayShape.Cosine(dayAmplitude);
    }

    private Demand batch() {
        if (rate != null || users != null) {
            throw new InvalidInput("--rate and --users describe people who wait", "Leave them out, or --offline.");
        }
        if (tokensPerHour != null && requests == null && deadline == null) {
            return new Demand.TokensPerHour(tokensPerHour);
        }
        if (requests != null && deadline != null && tokensPerHour == null) {
            return new Demand.Deadline(requests, deadline.toMillis() / MILLIS_PER_HOUR);
        }
        throw new InvalidInput(
                "the size of the batch must be given once", "Give --requests and --deadline, or --tokens-per-hour.");
    }
}
