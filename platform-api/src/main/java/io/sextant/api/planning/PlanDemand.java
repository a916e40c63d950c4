package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

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

    /**
     * Online: requests per second at the peak.
     *
     * @param peakRequestsPerSecond 0.001 to 1,000,000
     */
    record RequestRate(double peakRequestsPerSecond) implements PlanDemand {
        private static final Bounds RATE =
                new Bounds("/demand/peakRequestsPerSecond", "The peak rate", 0.001, 1_000_000, "requests per second");

        public RequestRate {
            RATE.check(peakRequestsPerSecond);
        }

        @Override
        public boolean isOnline() {
            return true;
        }
    }

    /**
     * Online: people who each read and think between an answer and the next question.
     *
     * @param users 1 to 10,000,000 at the peak
     * @param thinkTimeSeconds 0 to 86,400
     */
    record ConcurrentUsers(int users, double thinkTimeSeconds) implements PlanDemand {
        private static final Bounds USERS =
                new Bounds("/demand/users", "The number of users at the same time", 1, 10_000_000, "");
        private static final Bounds THINK_TIME = new Bounds(
                "/demand/thinkTimeSeconds", "The pause between an answer and the next question", 0, 86_400, "seconds");

        public ConcurrentUsers {
            USERS.check(users);
            THINK_TIME.check(thinkTimeSeconds);
        }

        @Override
        public boolean isOnline() {
            return true;
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
    }
}
