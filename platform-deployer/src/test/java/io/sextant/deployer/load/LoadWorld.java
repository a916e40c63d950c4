package io.sextant.deployer.load;

import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.deployer.fixture.PretendPlatform;
import io.sextant.sandbox.SandboxCluster;
import io.sextant.sandbox.SandboxSettings;
import io.sextant.sandbox.control.TimeScale;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A sandbox cluster whose requests are counted, and a platform that remembers the latest alone. */
final class LoadWorld implements AutoCloseable {
    private static final String CLUSTER = "load";
    private static final long LOOK_MS = 200;
    private final SandboxCluster sandbox = new SandboxCluster();
    private final PretendPlatform platform = PretendPlatform.forgetful(CLUSTER);
    private final RequestCount requests = new RequestCount();
    private final URI kubernetes;

    LoadWorld(int nodes, double timeFactor, long seed) {
        kubernetes = sandbox.start(
                new SandboxSettings(0, null, seed, new TimeScale(timeFactor)).withNodes(nodes), requests::around);
    }

    SandboxCluster sandbox() {
        return sandbox;
    }

    PretendPlatform platform() {
        return platform;
    }

    RequestCount requests() {
        return requests;
    }

    URI kubernetes() {
        return kubernetes;
    }

    String cluster() {
        return CLUSTER;
    }

    /** A deployer between the two. */
    DeployerProcess deployer(int heapMib) {
        return DeployerProcess.start(
                new DeployerProcess.Home(platform.url(), PretendPlatform.TOKEN, CLUSTER, kubernetes, heapMib));
    }

    /** Deployments that were last seen whole. */
    long ready() {
        return platform.latest().stream().filter(LoadWorld::isReady).count();
    }

    static boolean isReady(DeploymentObservation observation) {
        return observation.conditions().size() == ConditionType.ofEvery().size()
                && observation.conditions().stream().allMatch(condition -> condition.status() == ConditionStatus.TRUE);
    }

    /** Waits until something holds; false if it did not within that time. */
    static boolean await(Duration longest, BooleanSupplier holds) {
        long end = System.nanoTime() + longest.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause(Duration.ofMillis(LOOK_MS));
        }
        return true;
    }

    static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        sandbox.close();
        platform.close();
    }
}
