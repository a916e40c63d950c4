package io.sextant.planner.capacity;

import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.units.Quantity;

/** How much work arrives. */
public sealed interface Demand {

    /** Requests per second that all replicas together must finish, each running as at the given point. */
    double requestsPerSecond(OperatingPoint point);

    DayShape day();

    /** A person waits: latency targets bind. */
    sealed interface Online extends Demand {

        /** Load of today as a share of the peak that is planned for, above 0 and at most 1. */
        double todayShare();
    }

    /** A batch must finish: throughput binds and latency targets are not asked. */
    sealed interface Offline extends Demand {

        @Override
        default DayShape day() {
            return DayShape.flat();
        }
    }

    /** Today's load where nobody said what it is: the day's mean, or half the peak where the day is flat. */
    private static double usualToday(DayShape day) {
        return day.averageShare() < 1 ? day.averageShare() : 0.5;
    }

    private static void requireToday(double todayShare) {
        Quantity.positive("today's share of the peak", Quantity.share("today's share of the peak", todayShare));
    }

    /** Requests per second at the peak. */
    record RequestRate(double peakRequestsPerSecond, DayShape day, double todayShare) implements Online {

        public RequestRate {
            Quantity.positive("peak request rate", peakRequestsPerSecond);
            requireToday(todayShare);
        }

        public RequestRate(double peakRequestsPerSecond, DayShape day) {
            this(peakRequestsPerSecond, day, usualToday(day));
        }

        public static RequestRate flat(double peakRequestsPerSecond) {
            return new RequestRate(peakRequestsPerSecond, DayShape.flat());
        }

        @Override
        public double requestsPerSecond(OperatingPoint point) {
            return peakRequestsPerSecond;
        }
    }

    /** People at the peak who each think for a while between an answer and the next question. */
    record ConcurrentUsers(int users, double thinkTimeSeconds, DayShape day, double todayShare) implements Online {

        public ConcurrentUsers {
            Quantity.positive("concurrent users", users);
            Quantity.notNegative("think time", thinkTimeSeconds);
            requireToday(todayShare);
        }

        public ConcurrentUsers(int users, double thinkTimeSeconds, DayShape day) {
            this(users, thinkTimeSeconds, day, usualToday(day));
        }

        public static ConcurrentUsers flat(int users, double thinkTimeSeconds) {
            return new ConcurrentUsers(users, thinkTimeSeconds, DayShape.flat());
        }

        @Override
        public double requestsPerSecond(OperatingPoint point) {
            return users / (point.e2eMs().value() / 1000 + thinkTimeSeconds);
        }
    }

    /** A steady stream of output. */
    record TokensPerHour(double outputTokensPerHour) implements Offline {

        public TokensPerHour {
            Quantity.positive("output tokens per hour", outputTokensPerHour);
        }

        @Override
        public double requestsPerSecond(OperatingPoint point) {
            return outputTokensPerHour / 3600 / point.osl().mean();
        }
    }

    /** So many requests within so many hours. */
    record Deadline(long totalRequests, double hours) implements Offline {

        public Deadline {
            Quantity.positive("requests of the batch", (double) totalRequests);
            Quantity.positive("hours until the deadline", hours);
        }

        @Override
        public double requestsPerSecond(OperatingPoint point) {
            return totalRequests / (hours * 3600);
        }
    }
}
