package io.sextant.api.deployment;

import io.sextant.api.deployment.status.DeploymentStatus;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.notification.Audience;
import io.sextant.api.notification.Notice;
import io.sextant.api.notification.NoticeKind;
import io.sextant.api.notification.Notices;
import io.sextant.api.quota.QuotaLedger;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.usage.MeterReplicas;
import io.sextant.api.usage.MeteredDeployment;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.ObservedRelease;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes what a cluster saw of one deployment: meters it, keeps it if it is news, and draws the consequences.
 *
 * <p>Use is metered from every report, since replicas held GPUs whatever generation they were of.
 */
@Service
@Transactional
public class RecordObservation {
    private static final Logger LOG = LoggerFactory.getLogger(RecordObservation.class);

    private final DeploymentStore store;
    private final DeploymentRows rows;
    private final ObservationStore observations;
    private final PastStarts starts;
    private final ReleaseStore releases;
    private final PlanSnapshots snapshots;
    private final MeterReplicas meter;
    private final QuotaLedger quota;
    private final DesiredRevisions revisions;
    private final DeploymentHistory history;
    private final ChangeSignal signal;
    private final Notices notices;
    private final FailureSettings failures;
    private final Clock clock;

    RecordObservation(
            DeploymentStore store,
            DeploymentRows rows,
            ObservationStore observations,
            PastStarts starts,
            ReleaseStore releases,
            PlanSnapshots snapshots,
            MeterReplicas meter,
            QuotaLedger quota,
            DesiredRevisions revisions,
            DeploymentHistory history,
            ChangeSignal signal,
            Notices notices,
            FailureSettings failures,
            Clock clock) {
        this.store = store;
        this.rows = rows;
        this.observations = observations;
        this.starts = starts;
        this.releases = releases;
        this.snapshots = snapshots;
        this.meter = meter;
        this.quota = quota;
        this.revisions = revisions;
        this.history = history;
        this.signal = signal;
        this.notices = notices;
        this.failures = failures;
        this.clock = clock;
    }

    /** Takes one observation of the cluster's; one that is no news changes nothing but the meter. */
    public void record(String cluster, DeploymentObservation observation) {
        Optional<Deployment> known = store.lock(observation.deploymentId())
                .filter(deployment -> deployment.cluster().equals(cluster));
        if (known.isEmpty()) {
            LOG.warn(
                    "Observation of an unknown deployment ignored: cluster={} deployment={}",
                    cluster,
                    observation.deploymentId());
            return;
        }
        Deployment deployment = known.get();
        if (!observation.replicas().isEmpty()) {
            meter.meter(metered(deployment), observation.replicas());
        }
        if (!deployment.isRetired() && isCurrent(deployment, observation)) {
            takeNews(deployment, observation);
        }
    }

    private MeteredDeployment metered(Deployment deployment) {
        String model = snapshots.read(deployment.plan()).model().nimId();
        return new MeteredDeployment(
                deployment.id(),
                deployment.name(),
                model,
                deployment.team(),
                deployment.cluster(),
                deployment.quotaClass().mayBorrow());
    }

    private static boolean isCurrent(Deployment deployment, DeploymentObservation observation) {
        if (observation.generation() > deployment.generation()) {
            LOG.warn(
                    "Observation of a generation that was never accepted ignored: deployment={} generation={}",
                    deployment.id(),
                    observation.generation());
        }
        return observation.generation() == deployment.generation();
    }

    private void takeNews(Deployment deployment, DeploymentObservation observation) {
        DeploymentId id = new DeploymentId(deployment.id());
        Instant now = clock.instant();
        DeploymentStatus before = row(id).status(now);
        if (!observations.keepIfNewer(observation, now)) {
            return;
        }
        DeploymentRow row = row(id);
        DeploymentStatus after = row.status(now);
        if (deployment.isToBeGone() && observation.podsGone()) {
            finishRetirement(deployment, now);
        } else if (after.phase() == Phase.READY && deployment.becameReady(now)) {
            starts.add(deployment, row, observation, now);
            history.add(deployment, DeploymentEvent.Kind.READY, null, Phase.READY, after.sentence());
        } else if (before.phase() != after.phase() || before.reason() != after.reason()) {
            history.add(deployment, DeploymentEvent.Kind.STATUS, null, after.phase(), after.sentence());
            tellOfTrouble(deployment, after);
        }
        if (!deployment.isToBeGone()) {
            giveBackGpus(deployment, row, observation, now);
        }
        store.saveAndFlush(deployment);
        signal.changed(ChangeSignal.of(id));
    }

    private void tellOfTrouble(Deployment deployment, DeploymentStatus status) {
        if (status.phase() != Phase.FAILED && status.phase() != Phase.OVERDUE) {
            return;
        }
        String end = status.phase() == Phase.FAILED
                ? "It is stopped and its GPUs go back to the quota if it stays so for %s."
                        .formatted(failures.keptInWords())
                : "";
        notices.tell(new Notice(
                NoticeKind.DEPLOYMENT_TROUBLE,
                "deployment/%s/%d/%s/%s"
                        .formatted(deployment.id(), deployment.generation(), status.phase(), status.reason()),
                new Audience.Holders(Permission.DEPLOY, deployment.team().value()),
                deployment.name() + (status.phase() == Phase.FAILED ? " has failed" : " is not ready in time"),
                "%s %s %s"
                        .formatted(status.sentence(), status.remedy(), end)
                        .replace("  ", " ")
                        .strip(),
                "/deployments/" + deployment.id()));
    }

    /**
     * Of earlier NIMServices of which the cluster says that nothing is left, and what the one that is left no longer needs.
     *
     * <p>What is spare is known only once nothing of another NIMService is left: what was seen to run is not told apart. The cluster's
     * revision comes after all balances, as everywhere, so that nobody waits in a circle.
     */
    private void giveBackGpus(
            Deployment deployment, DeploymentRow row, DeploymentObservation observation, Instant now) {
        List<Release> open = inPoolOrder(row.id());
        Set<String> gone = observation.releases().stream()
                .filter(ObservedRelease::gone)
                .map(ObservedRelease::service)
                .filter(service -> !service.equals(row.service()))
                .collect(Collectors.toSet());
        List<Release> ended = open.stream()
                .filter(release -> gone.contains(release.service()))
                .toList();
        boolean oneIsLeft = open.size() - ended.size() == 1;
        for (Release release : open) {
            if (ended.contains(release)) {
                end(deployment, release, now);
            } else if (oneIsLeft) {
                giveBackSpareGpus(deployment, release, row, observation);
            }
        }
        if (!ended.isEmpty()) {
            revisions.changed(deployment);
        }
    }

    private void end(Deployment deployment, Release release, Instant now) {
        quota.settle(release.holder(), deployment.generation(), 0);
        releases.end(new DeploymentId(deployment.id()), release, now);
        deployment.holds(deployment.heldGpus() - release.heldGpus());
        gaveBack(deployment, release.heldGpus(), "%s has ended".formatted(release.service()));
    }

    private void giveBackSpareGpus(
            Deployment deployment, Release release, DeploymentRow row, DeploymentObservation observation) {
        Content wanted = row.content();
        int spare = release.heldGpus() - wanted.neededGpus();
        if (spare > 0 && SpareGpus.letGo(wanted, observation)) {
            quota.settle(release.holder(), deployment.generation(), wanted.neededGpus());
            releases.holds(row.id(), release, wanted.neededGpus());
            deployment.holds(deployment.heldGpus() - spare);
            gaveBack(deployment, spare, "the cluster has let go of them");
        }
    }

    private void gaveBack(Deployment deployment, int gpus, String why) {
        history.add(
                deployment,
                DeploymentEvent.Kind.GPUS_GIVEN_BACK,
                null,
                null,
                "%d %s given back to the quota: %s.".formatted(gpus, gpus == 1 ? "GPU is" : "GPUs are", why));
    }

    private void finishRetirement(Deployment deployment, Instant now) {
        DeploymentId id = new DeploymentId(deployment.id());
        for (Release release : inPoolOrder(id)) {
            quota.settle(release.holder(), deployment.generation(), 0);
            releases.end(id, release, now);
        }
        deployment.podsSeenGone(now);
        history.add(
                deployment,
                DeploymentEvent.Kind.RETIRED,
                null,
                Phase.RETIRED,
                "The pods are gone and the GPUs are given back.");
        revisions.changed(deployment);
    }

    /** As the ledger wants several pools booked, so that nobody waits in a circle. */
    private List<Release> inPoolOrder(DeploymentId id) {
        return releases.open(id).stream()
                .sorted(Comparator.comparing(Release::gpuProduct))
                .toList();
    }

    private DeploymentRow row(DeploymentId id) {
        return rows.find(id).orElseThrow();
    }
}
