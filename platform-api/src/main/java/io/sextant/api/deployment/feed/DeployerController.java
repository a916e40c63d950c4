package io.sextant.api.deployment.feed;

import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.cluster.web.DeployerAuthentication;
import io.sextant.api.deployment.RecordEngineWindows;
import io.sextant.api.deployment.RecordObservation;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Requires;
import io.sextant.contract.DeployerApi;
import io.sextant.contract.desired.DesiredState;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.ObservationBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DeployerController {
    private static final Logger LOG = LoggerFactory.getLogger(DeployerController.class);
    private static final int LONGEST_WAIT_SECONDS = 30;

    private final DesiredFeed feed;
    private final RecordObservation recording;
    private final RecordEngineWindows windows;
    private final ClusterInventories clusters;

    DeployerController(
            DesiredFeed feed, RecordObservation recording, RecordEngineWindows windows, ClusterInventories clusters) {
        this.feed = feed;
        this.recording = recording;
        this.windows = windows;
        this.clusters = clusters;
    }

    @GetMapping(DeployerApi.DESIRED)
    @Requires.Deployer
    ResponseEntity<DesiredState> desired(
            @PathVariable String cluster,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(name = "wait_seconds", defaultValue = "0") int waitSeconds,
            @RequestParam(defaultValue = "false") boolean changes,
            DeployerAuthentication deployer)
            throws InterruptedException {
        deployer.require(cluster);
        if (waitSeconds < 0 || waitSeconds > LONGEST_WAIT_SECONDS) {
            throw new PlatformProblem.Invalid(
                    "wait_seconds", "out-of-range", "wait_seconds must be 0 to " + LONGEST_WAIT_SECONDS + ".");
        }
        clusters.heard(cluster);
        return feed.above(cluster, after, changes, Duration.ofSeconds(waitSeconds))
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @PutMapping(DeployerApi.OBSERVATIONS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires.Deployer
    void observed(@PathVariable String cluster, @RequestBody ObservationBatch batch, DeployerAuthentication deployer) {
        deployer.require(cluster);
        if (!cluster.equals(batch.cluster())) {
            throw new PlatformProblem.Invalid(
                    "/cluster",
                    "other-cluster",
                    "The batch is of cluster \"" + batch.cluster() + "\", the address names \"" + cluster + "\".");
        }
        clusters.heard(cluster);
        windows.record(cluster, batch.engineWindows());
        recordEach(cluster, batch);
    }

    /** One that cannot be taken does not keep the others from being taken; the deployer sends all of them again. */
    private void recordEach(String cluster, ObservationBatch batch) {
        List<RuntimeException> failures = new ArrayList<>();
        for (DeploymentObservation observation : batch.deployments()) {
            try {
                recording.record(cluster, observation);
            } catch (RuntimeException e) {
                LOG.error("Observation was not taken: deployment={}", observation.deploymentId(), e);
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }
}
