package io.sextant.web.plan;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The plan form as it was typed. A field that was left out of the address gets its default; one that was emptied stays
 * empty.
 *
 * @param mode online or offline
 * @param sla id of an SLA profile, or {@link #OWN_TARGETS}
 * @param load what an online demand is given as: rate or users
 * @param batch what an offline demand is given as: deadline or tokens
 * @param prefixPercent of the prompt that repeats
 * @param currentRequestsPerSecond what arrives today; empty: a usual share of the peak
 * @param daySwing how the load moves over a day: share of its mean, 0 for a flat day
 * @param spareReplica true: one replica more than needed always runs
 * @param refused which refused candidates are listed: a status, {@link #CANNOT_RUN}, or all
 * @param candidate id of the candidate to look at
 * @param axis latency that the chart shows: e2e, ttft or itl
 * @param sort of the candidates' table
 */
record PlanForm(
        @Nullable String team,
        @Nullable String model,
        @Nullable String mode,
        @Nullable String sla,
        @Nullable String percentile,
        @Nullable String ttftMs,
        @Nullable String itlMs,
        @Nullable String e2eMs,
        @Nullable String minTokensPerSecondPerUser,
        @Nullable String inputTokens,
        @Nullable String outputTokens,
        @Nullable String inputSpread,
        @Nullable String outputSpread,
        @Nullable String prefixPercent,
        @Nullable String load,
        @Nullable String peakRequestsPerSecond,
        @Nullable String currentRequestsPerSecond,
        @Nullable String users,
        @Nullable String currentUsers,
        @Nullable String thinkTimeSeconds,
        @Nullable String daySwing,
        @Nullable String spareReplica,
        @Nullable String headroomPercent,
        @Nullable String coldStartSeconds,
        @Nullable String batch,
        @Nullable String outputTokensPerHour,
        @Nullable String requests,
        @Nullable String hours,
        @Nullable String maxMonthlyCost,
        @Nullable List<String> gpuProducts,
        @Nullable String candidate,
        @Nullable String axis,
        @Nullable String sort,
        @Nullable String refused,
        @Nullable String refusedGpu,
        @Nullable String refusedPage) {
    static final String CANNOT_RUN = "CANNOT_RUN";
    static final String OWN_TARGETS = "own";
    static final String ONLINE = "online";
    static final String OFFLINE = "offline";
    static final String BY_RATE = "rate";
    static final String BY_USERS = "users";
    static final String BY_DEADLINE = "deadline";
    static final String BY_TOKENS = "tokens";

    /** With every field that was left out filled in. */
    PlanForm withDefaults(String defaultTeam, String defaultModel, String defaultSla) {
        return new PlanForm(
                or(team, defaultTeam),
                or(model, defaultModel),
                OFFLINE.equals(mode) ? OFFLINE : ONLINE,
                or(sla, defaultSla),
                or(percentile, "P95"),
                or(ttftMs, "150"),
                or(itlMs, "25"),
                or(e2eMs, "7000"),
                or(minTokensPerSecondPerUser, ""),
                or(inputTokens, ""),
                or(outputTokens, ""),
                or(inputSpread, "0.3"),
                or(outputSpread, "0.3"),
                or(prefixPercent, "0"),
                BY_USERS.equals(load) ? BY_USERS : BY_RATE,
                or(peakRequestsPerSecond, "2"),
                or(currentRequestsPerSecond, ""),
                or(users, "100"),
                or(currentUsers, ""),
                or(thinkTimeSeconds, "30"),
                or(daySwing, "0"),
                spareReplica,
                or(headroomPercent, "20"),
                or(coldStartSeconds, "300"),
                BY_TOKENS.equals(batch) ? BY_TOKENS : BY_DEADLINE,
                or(outputTokensPerHour, "10000000"),
                or(requests, "100000"),
                or(hours, "8"),
                or(maxMonthlyCost, ""),
                gpuProducts == null ? List.of() : List.copyOf(gpuProducts),
                candidate,
                axis,
                sort,
                refused,
                refusedGpu,
                refusedPage);
    }

    boolean isOnline() {
        return !OFFLINE.equals(mode);
    }

    boolean hasOwnTargets() {
        return OWN_TARGETS.equals(sla);
    }

    boolean wantsSpare() {
        return "true".equals(spareReplica);
    }

    private static String or(@Nullable String given, String otherwise) {
        return Objects.requireNonNullElse(given, otherwise);
    }
}
