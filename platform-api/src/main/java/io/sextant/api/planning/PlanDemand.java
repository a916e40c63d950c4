package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.planner.capacity.DayShape;
import io.sextant.planner.capacity.Demand;
import org.jspecify.annotations.Nullable;

/** How much work arrives; its kind decides whether people wait for answers or a batch must finish. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PlanDemand.RequestRate.class, name = "requestRate"),
    @JsonSubTypes.Type(value = PlanDemand.ConcurrentUsers.class, name = "concurrentUsers"),
    @JsonSubTypes.Type(value = PlanDemand.TokensPerHour.class, name = "tokensPerHour"),
    @JsonSubTypes.Type(value = PlanDemand.Deadline.class, name = "deadline")
})
public sealed interface PlanDemand {
    /** Whether a person waits, so that latency targets bind. */
    @JsonIgnore
    boolean isOnline();

    /** The planner's own form. */
    Demand demand();

    private static DayShape shape(@Nullable PlanDay day) {
        return day == null ? DayShape.flat() : day.shape();
    }

    private static void requireWithin(String pointer, String name, double today, double peak) {
        if (today > peak) {
            throw new PlatformProblem.Invalid(pointer, "beyond-peak", name + " cannot be more than the peak.");
        }
    }

    /**
     * Online: requests per second at the peak.
     *
     * @param peakRequestsPerSecond 0.001 to 1,000,000
     * @param currentRequestsPerSecond what arrives today, at most the peak; the day's mean, or half the peak, unless given
     * @param day how the load moves; the peak all day long unless given
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RequestRate(
            double peakRequestsPerSecond,
            @Nullable Double currentRequestsPerSecond,
            @Nullable PlanDay day) implements PlanDemand {
        private static final Bounds RATE =
                new Bounds("/demand/peakRequestsPerSecond", "The peak rate", 0.001, 1_000_000, "requests per second");
        private static final String CURRENT = "/demand/currentRequestsPerSecond";
        private static final Bounds TODAY =
                new Bounds(CURRENT, "Today's rate", 0.001, 1_000_000, "requests per second");

        public RequestRate {
            RATE.check(peakRequestsPerSecond);
            if (currentRequestsPerSecond != null) {
                requireWithin(
                        CURRENT,
                        "Today's rate",
                        TODAY.check(currentRequestsPerSecond.doubleValue()),
                        peakRequestsPerSecond);
            }
        }

        public RequestRate(double peakRequestsPerSecond) {
            this(peakRequestsPerSecond, null, null);
        }

        @Override
        public boolean isOnline() {
            return true;
        }

        @Override
        public Demand demand() {
            return currentRequestsPerSecond == null
                    ? new Demand.RequestRate(peakRequestsPerSecond, shape(day))
                    : new Demand.RequestRate(
                            peakRequestsPerSecond, shape(day), currentRequestsPerSecond / peakRequestsPerSecond);
        }
    }

    /**
     * Online: people who each read and think between an answer and the next question.
     *
     * @param users 1 to 10,000,000 at the peak
     * @param thinkTimeSeconds 0 to 86,400
     * @param currentUsers how many there are today, at most {@code users}; the day's mean, or half of them, unless given
     * @param day how their number moves; the same all day long unless given
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConcurrentUsers(
            int users,
            double thinkTimeSeconds,
            @Nullable Integer currentUsers,
            @Nullable PlanDay day) implements PlanDemand {
        private static final Bounds USERS =
                new Bounds("/demand/users", "The number of users at the same time", 1, 10_000_000, "");
        private static final Bounds THINK_TIME = new Bounds(
                "/demand/thinkTimeSeconds", "The pause between an answer and the next question", 0, 86_400, "seconds");
        private static final String CURRENT = "/demand/currentUsers";
        private static final Bounds TODAY = new Bounds(CURRENT, "Today's number of users", 1, 10_000_000, "");

        public ConcurrentUsers {
            USERS.check(users);
            THINK_TIME.check(thinkTimeSeconds);
            if (currentUsers != null) {
                requireWithin(CURRENT, "Today's number of users", TODAY.check(currentUsers.intValue()), users);
            }
        }

        public ConcurrentUsers(int users, double thinkTimeSeconds) {
            this(users, thinkTimeSeconds, null, null);
        }

        @Override
        public boolean isOnline() {
            return true;
        }

        @Override
        public Demand demand() {
            return currentUsers == null
                    ? new Demand.ConcurrentUsers(users, thinkTimeSeconds, shape(day))
                    : new Demand.ConcurrentUsers(users, thinkTimeSeconds, shape(day), (double) currentUsers / users);
        }
    }

    /**
     * Offline: a steady stream of output.
     *
     * @param outputTokensPerHour 1 to 10^13
     */
    record TokensPerHour(double outputTokensPerHour) implements PlanDemand {
        private static final Bounds TOKENS =
                new Bounds("/demand/outputTokensPerHour", "The output wanted", 1, 1e13, "tokens per hour");

        public TokensPerHour {
            TOKENS.check(outputTokensPerHour);
        }

        @Override
        public boolean isOnline() {
            return false;
        }

        @Override
        public Demand demand() {
            return new Demand.TokensPerHour(outputTokensPerHour);
        }
    }

    /**
     * Offline: so many requests within so many hours.
     *
     * @param requests 1 to 10^12
     * @param hours 0.01 to 8,760
     */
    record Deadline(long requests, double hours) implements PlanDemand {
        private static final Bounds REQUESTS = new Bounds("/demand/requests", "The number of requests", 1, 1e12, "");
        private static final Bounds HOURS =
                new Bounds("/demand/hours", "The time to the deadline", 0.01, 8760, "hours");

        public Deadline {
            REQUESTS.check(requests);
            HOURS.check(hours);
        }

        @Override
        public boolean isOnline() {
            return false;
        }

        @Override
        public Demand demand() {
            return new Demand.Deadline(requests, hours);
        }
    }
}
