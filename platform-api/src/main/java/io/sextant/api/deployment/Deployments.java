package io.sextant.api.deployment;

import io.sextant.api.approval.Approvals;
import io.sextant.api.deployment.DeploymentDetail.WaitingRequest;
import io.sextant.api.deployment.manifest.ManifestDiff;
import io.sextant.api.deployment.manifest.RouteManifests;
import io.sextant.api.deployment.status.DeploymentStatus;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Teams;
import io.sextant.api.usage.UsageReport;
import io.sextant.contract.desired.Manifest;
import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.DeploymentObservation;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells about deployments, to those who may see them. */
@Service
@Transactional(readOnly = true)
public class Deployments {
    private static final String SEPARATOR = "/";

    private final DeploymentRows rows;
    private final DeploymentAccess access;
    private final ManifestStore manifests;
    private final GenerationStore generations;
    private final ReleaseStore releases;
    private final TeamNamespaces namespaces;
    private final DeploymentHistory history;
    private final UsageReport usage;
    private final Teams teams;
    private final Approvals approvals;
    private final Clock clock;

    Deployments(
            DeploymentRows rows,
            DeploymentAccess access,
            ManifestStore manifests,
            GenerationStore generations,
            ReleaseStore releases,
            TeamNamespaces namespaces,
            DeploymentHistory history,
            UsageReport usage,
            Teams teams,
            Approvals approvals,
            Clock clock) {
        this.rows = rows;
        this.access = access;
        this.manifests = manifests;
        this.generations = generations;
        this.releases = releases;
        this.namespaces = namespaces;
        this.history = history;
        this.usage = usage;
        this.teams = teams;
        this.approvals = approvals;
        this.clock = clock;
    }

    /**
     * Deployments, newest first.
     *
     * @param team null for all teams the caller may see
     * @param retired whether those retired are listed as well
     */
    public Page<DeploymentSummary> list(@Nullable Team team, boolean retired, PageRequest request, Actor actor) {
        List<Team> asked = team == null ? teams.visibleTo(actor) : List.of(team);
        asked.forEach(one -> actor.require(Permission.VIEW_TEAM, one));
        List<DeploymentRow> found = rows.list(
                asked.stream().map(Team::id).toList(), retired, position(request.after()), request.size() + 1);
        List<DeploymentRow> shown = found.subList(0, Math.min(found.size(), request.size()));
        Instant now = clock.instant();
        return new Page<>(
                shown.stream().map(row -> row.summary(now)).toList(),
                found.size() > request.size() ? PageRequest.tokenFor(key(shown.getLast())) : null);
    }

    /** One deployment with everything about it. */
    public DeploymentDetail one(DeploymentId id, Actor actor) {
        DeploymentRow row = visible(id, actor);
        DeploymentObservation seen = row.observation();
        return new DeploymentDetail(
                id,
                row.name(),
                row.teamSlug(),
                row.teamName(),
                Team.namespaceOf(row.teamSlug()),
                row.cluster(),
                row.clusterTitle(),
                row.presence(),
                row.generation(),
                row.status(clock.instant()),
                row.plan(),
                row.submittedBy(),
                row.submittedAt(),
                row.firstReadyAt(),
                row.retirementRequestedAt(),
                row.retiredAt(),
                seen == null ? List.of() : seen.conditions(),
                seen == null ? List.of() : seen.events(),
                seen == null ? List.of() : seen.replicas(),
                usage.ofDeployment(id.value()),
                row.heldGpus(),
                row.quotaClass(),
                row.heldGpus() == 0,
                rollOverFrom(row),
                RouteManifests.publicUrl(manifests.newest(id)).orElse(null),
                row.endsAt(),
                approvals.latest(id.value(), actor).flatMap(WaitingRequest::of).orElse(null));
    }

    /** The newest generation of the NIMService that serves while another one is wanted. */
    private @Nullable Long rollOverFrom(DeploymentRow row) {
        List<Release> others = releases.open(row.id()).stream()
                .filter(release -> !release.service().equals(row.service()))
                .toList();
        if (others.isEmpty() || row.presence() != Presence.RUNNING) {
            return null;
        }
        DeploymentObservation seen = row.observation();
        String serving = seen == null ? "" : seen.serving().service();
        Release from = others.stream()
                .filter(release -> release.service().equals(serving))
                .findFirst()
                .orElse(others.getFirst());
        return generations.all(row.id()).reversed().stream()
                .filter(stored -> stored.service().equals(from.service()))
                .map(GenerationStore.Stored::number)
                .findFirst()
                .orElse(null);
    }

    /** How it is doing now. */
    public DeploymentStatus status(DeploymentId id, Actor actor) {
        return visible(id, actor).status(clock.instant());
    }

    /** All that is or was last applied for it: the team's namespace as it stands now, the NIMCache, the NIMService. */
    public ManifestBundle manifests(DeploymentId id, Actor actor) {
        return bundle(visible(id, actor), manifests.newest(id), actor);
    }

    /** The same as it was accepted with a generation. */
    public ManifestBundle manifests(DeploymentId id, long generation, Actor actor) {
        DeploymentRow row = visible(id, actor);
        List<Manifest> rendered = manifests.of(id, generation);
        if (rendered.isEmpty()) {
            throw new PlatformProblem.NotFound(
                    "generation",
                    Long.toString(generation),
                    "GET /api/v1/deployments/" + id + "/generations lists those there are.");
        }
        return bundle(row, rendered, actor);
    }

    private ManifestBundle bundle(DeploymentRow row, List<Manifest> rendered, Actor actor) {
        Team team = teams.named(row.teamSlug(), actor);
        return ManifestBundle.of(row.name(), namespaces.of(team, row.cluster()), rendered);
    }

    /** What was wanted of it from its submission on, newest first. */
    public List<DeploymentGeneration> generations(DeploymentId id, Actor actor) {
        DeploymentRow row = visible(id, actor);
        List<DeploymentGeneration> views = new ArrayList<>();
        Map<Long, List<Manifest>> manifestsByGeneration = manifests.byGeneration(id);
        List<Manifest> before = List.of();
        for (GenerationStore.Stored stored : generations.all(id)) {
            List<Manifest> rendered = manifestsByGeneration.getOrDefault(stored.number(), List.of());
            views.add(new DeploymentGeneration(
                    stored.number(),
                    stored.kind(),
                    stored.rolledBackTo(),
                    stored.service(),
                    DeploymentShape.of(stored.content()),
                    stored.acceptedBy(),
                    stored.acceptedAt(),
                    stored.number() == row.generation(),
                    before.isEmpty() ? List.of() : ManifestDiff.between(before, rendered)));
            before = rendered;
        }
        return views.reversed();
    }

    /** What happened to it, oldest first. */
    public List<DeploymentEvent> events(DeploymentId id, Actor actor) {
        visible(id, actor);
        return history.of(id);
    }

    /** The row, for a caller who holds the permission in its team. */
    DeploymentRow row(DeploymentId id, Permission permission, Actor actor) {
        DeploymentRow row = rows.find(id).orElseThrow(() -> access.absent(id));
        access.require(permission, row.team(), id, actor);
        return row;
    }

    private DeploymentRow visible(DeploymentId id, Actor actor) {
        return row(id, Permission.VIEW_TEAM, actor);
    }

    private static String key(DeploymentRow row) {
        return row.submittedAt() + SEPARATOR + row.id();
    }

    private static DeploymentRows.@Nullable Position position(@Nullable String key) {
        if (key == null) {
            return null;
        }
        int cut = key.indexOf(SEPARATOR);
        try {
            return new DeploymentRows.Position(
                    Instant.parse(key.substring(0, Math.max(cut, 0))), UUID.fromString(key.substring(cut + 1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new PlatformProblem.Invalid(
                    "page_token", "malformed", "page_token is not one that this list gave out; leave it out.");
        }
    }
}
