package io.sextant.api.planning;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.sla.SlaOwner;
import io.sextant.api.sla.SlaProfileId;
import io.sextant.api.sla.SlaProfileView;
import io.sextant.api.sla.SlaProfiles;
import io.sextant.api.sla.SlaVersion;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Team;
import io.sextant.planner.capacity.Sla;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out which targets a request means. */
@Component
class SlaChoice {
    private static final String POINTER = "/sla/profile";

    private final SlaProfiles profiles;

    SlaChoice(SlaProfiles profiles) {
        this.profiles = profiles;
    }

    /** The targets as they stand now, or as they stood in the version asked for. */
    @Nullable
    SlaSnapshot resolve(@Nullable PlanSla asked, Team team, Actor actor) {
        return switch (asked) {
            case null -> null;
            case PlanSla.Targets targets ->
                new SlaSnapshot(
                        null,
                        null,
                        "Own targets",
                        targets.percentile(),
                        targets.ttftMs(),
                        targets.itlMs(),
                        targets.e2eMs(),
                        targets.minTokensPerSecondPerUser());
            case PlanSla.Profile profile -> snapshot(version(profile, team, actor));
        };
    }

    private SlaVersion version(PlanSla.Profile asked, Team team, Actor actor) {
        SlaProfileView profile = profiles.profile(id(asked.profile()), actor);
        if (profile.owner() instanceof SlaOwner.OfTeam(Team owner)
                && !owner.id().equals(team.id())) {
            throw new PlatformProblem.Invalid(
                    POINTER,
                    "other-team",
                    "The SLA profile \"" + profile.name() + "\" belongs to " + owner.name() + "; choose one of "
                            + team.name() + " or of the organisation.");
        }
        Integer version = asked.version();
        if (version != null && version != profile.current().version()) {
            return profiles.version(profile.id(), version, actor);
        }
        if (profile.isRetired()) {
            throw new PlatformProblem.Invalid(
                    POINTER,
                    "retired",
                    "The SLA profile \"" + profile.name() + "\" has been retired; choose another one.");
        }
        return profile.current();
    }

    private static SlaProfileId id(String text) {
        try {
            return new SlaProfileId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new PlatformProblem.NotFound("sla-profile", text, "GET /api/v1/sla-profiles lists the profiles.");
        }
    }

    private static SlaSnapshot snapshot(SlaVersion version) {
        Sla targets = version.terms().latencyTargets();
        return new SlaSnapshot(
                version.profileId().toString(),
                version.version(),
                version.name(),
                targets.percentile(),
                targets.ttftMs(),
                targets.itlMs(),
                targets.e2eMs(),
                targets.minTokensPerSecondPerUser());
    }
}
