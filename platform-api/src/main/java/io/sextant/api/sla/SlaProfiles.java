package io.sextant.api.sla;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.isolation.AllTeams;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamId;
import io.sextant.api.tenancy.Teams;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the SLA profiles: who sees which, and every change to one. */
@Service
@Transactional
public class SlaProfiles {
    private static final UUID NOBODY = new UUID(0, 0);
    private static final String CHOOSE = "Choose one from the list of SLA profiles.";

    private final StoredSlaProfiles stored;
    private final Teams teams;
    private final AuditTrail audit;
    private final Clock clock;

    SlaProfiles(StoredSlaProfiles stored, Teams teams, AuditTrail audit, Clock clock) {
        this.stored = stored;
        this.teams = teams;
        this.audit = audit;
        this.clock = clock;
    }

    /** The organisation's profiles and those of the caller's teams: active before retired, then by owner and name. */
    @Transactional(readOnly = true)
    public List<SlaProfileView> visibleTo(Actor actor, SlaFilter filter) {
        List<UUID> visibleTeams =
                teams.visibleTo(actor).stream().map(team -> team.id().value()).toList();
        return stored.findOfOrganisationOrTeams(visibleTeams).stream()
                .map(profile -> view(profile, actor))
                .filter(filter::matches)
                .sorted(Comparator.comparing(SlaProfiles::orderKey))
                .toList();
    }

    /** Unique text that puts profiles in the order of {@link #visibleTo}. */
    public static String orderKey(SlaProfileView view) {
        return (view.isRetired() ? "1" : "0")
                + switch (view.owner()) {
                    case SlaOwner.Organisation ignored -> "0";
                    case SlaOwner.OfTeam team -> "1" + team.team().name();
                }
                + "\u0001" + view.name() + "\u0001" + view.id();
    }

    /** The profile if the caller may see it. */
    @Transactional(readOnly = true)
    public SlaProfileView profile(SlaProfileId id, Actor actor) {
        return view(visible(id, actor), actor);
    }

    /** Every version, latest first. */
    @Transactional(readOnly = true)
    public List<SlaVersion> history(SlaProfileId id, Actor actor) {
        return visible(id, actor).versions().stream()
                .map(SlaProfileVersion::asRecord)
                .sorted(Comparator.comparingInt(SlaVersion::version).reversed())
                .toList();
    }

    /** One version, whether or not the profile has been edited or retired since. */
    @Transactional(readOnly = true)
    public SlaVersion version(SlaProfileId id, int version, Actor actor) {
        return visible(id, actor)
                .version(version)
                .map(SlaProfileVersion::asRecord)
                .orElseThrow(() -> new PlatformProblem.NotFound(
                        "sla-profile-version",
                        id + " version " + version,
                        "Its history lists the versions there are."));
    }

    /** Creates a profile of the team, or of the organisation where the team is null. */
    public SlaProfileView create(SlaDraft draft, @Nullable Team team, Actor actor) {
        requireEdit(team, actor);
        draft.check();
        UUID teamId = team == null ? null : team.id().value();
        requireFreeName(draft.trimmedName(), teamId, NOBODY);
        return written(
                "create",
                null,
                stored.save(new SlaProfile(teamId, draft, actor.displayName(), clock.instant())),
                actor);
    }

    /** Writes a new version; the one before stays readable. */
    public SlaProfileView edit(SlaProfileId id, int revision, SlaDraft draft, Actor actor) {
        SlaProfile profile = editable(id, revision, actor);
        draft.check();
        requireFreeName(draft.trimmedName(), profile.teamId(), profile.id());
        SlaVersion before = profile.current().asRecord();
        profile.edit(draft, actor.displayName(), clock.instant());
        return written("edit", before, profile, actor);
    }

    /** Takes the profile from new plans; deployments keep their version of it. */
    public SlaProfileView retire(SlaProfileId id, int revision, Actor actor) {
        SlaProfile profile = editable(id, revision, actor);
        profile.retire(clock.instant());
        return written("retire", profile.current().asRecord(), profile, actor);
    }

    /** Makes a retired profile available again. */
    public SlaProfileView restore(SlaProfileId id, int revision, Actor actor) {
        SlaProfile profile = editable(id, revision, actor);
        requireFreeName(profile.name(), profile.teamId(), profile.id());
        profile.restore();
        return written("restore", null, profile, actor);
    }

    private SlaProfile editable(SlaProfileId id, int revision, Actor actor) {
        SlaProfile profile = visible(id, actor);
        requireEdit(team(profile), actor);
        profile.requireRevision(revision);
        return profile;
    }

    private SlaProfile visible(SlaProfileId id, Actor actor) {
        SlaProfile profile = stored.findById(id.value()).orElseThrow(() -> absent(id));
        if (profile.teamId() != null && !actor.may(Permission.VIEW_TEAM, new TeamId(profile.teamId()))) {
            throw PlatformProblem.NotFound.hidden("sla-profile", id.toString(), CHOOSE);
        }
        return profile;
    }

    private PlatformProblem absent(SlaProfileId id) {
        return AllTeams.call(() -> stored.findById(id.value())).isPresent()
                ? PlatformProblem.NotFound.hidden("sla-profile", id.toString(), CHOOSE)
                : new PlatformProblem.NotFound("sla-profile", id.toString(), CHOOSE);
    }

    private static void requireEdit(@Nullable Team team, Actor actor) {
        if (team == null) {
            actor.requireEverywhere(Permission.EDIT_ORGANISATION_SLA);
        } else {
            actor.require(Permission.EDIT_TEAM_SLA, team);
        }
    }

    private void requireFreeName(String name, @Nullable UUID team, UUID except) {
        if (stored.isNameTaken(name, team, except)) {
            throw nameTaken(name);
        }
    }

    // The checks above answer nearly always; the database has the last word when two people write at once.
    private SlaProfileView written(String verb, @Nullable SlaVersion before, SlaProfile profile, Actor actor) {
        try {
            stored.flush();
            Team team = team(profile);
            audit.record(
                    actor.who(),
                    AuditEvent.of("sla-profile." + verb, "sla-profile", profile.id())
                            .inTeam(team == null ? null : team.slug())
                            .from(before)
                            .to(profile.isRetired() ? null : profile.current().asRecord()));
            return view(profile, actor);
        } catch (OptimisticLockingFailureException e) {
            throw changedMeanwhile(profile);
        } catch (DataIntegrityViolationException e) {
            throw switch (violated(e)) {
                case "sla_profile_version_once" -> changedMeanwhile(profile);
                case "sla_profile_active_name_unique" -> nameTaken(profile.name());
                default -> e;
            };
        }
    }

    private static String violated(DataIntegrityViolationException e) {
        return e.getCause() instanceof ConstraintViolationException violation && violation.getConstraintName() != null
                ? violation.getConstraintName()
                : "";
    }

    private static PlatformProblem.StaleVersion changedMeanwhile(SlaProfile profile) {
        return new PlatformProblem.StaleVersion(
                "Somebody changed \"" + profile.name() + "\" at the same moment; your change was not made.");
    }

    private static PlatformProblem.Invalid nameTaken(String name) {
        return SlaDraft.refused(List.of(new FieldError(
                "/name",
                "taken",
                "There is already an active profile \"" + name + "\" of this owner; choose another name or retire that"
                        + " one.")));
    }

    private SlaProfileView view(SlaProfile profile, Actor actor) {
        Team team = team(profile);
        return new SlaProfileView(
                new SlaProfileId(profile.id()),
                team == null ? new SlaOwner.Organisation() : new SlaOwner.OfTeam(team),
                profile.revision(),
                profile.retiredAt(),
                profile.current().asRecord(),
                team == null
                        ? actor.mayEverywhere(Permission.EDIT_ORGANISATION_SLA)
                        : actor.may(Permission.EDIT_TEAM_SLA, team.id()));
    }

    private @Nullable Team team(SlaProfile profile) {
        return profile.teamId() == null
                ? null
                : teams.byId(new TeamId(profile.teamId())).orElseThrow();
    }
}
