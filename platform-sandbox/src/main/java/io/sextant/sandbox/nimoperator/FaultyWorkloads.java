package io.sextant.sandbox.nimoperator;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.sextant.sandbox.control.ClusterSnapshot;
import io.sextant.sandbox.fault.FaultBoard;
import io.sextant.sandbox.fault.FaultKind;
import io.sextant.sandbox.scheduler.Pods;
import io.sextant.sandbox.scheduler.Workloads;
import java.time.Duration;

/** What containers do while the board's faults strike them; a fault of the load leaves a loaded engine alone. */
public final class FaultyWorkloads implements Workloads {
    private static final Duration SLOWER = Duration.ofHours(12);
    /** The operator's own startup probe: 30 s, then 120 tries of 10 s. */
    private static final Duration STARTUP_PROBES = Duration.ofSeconds(1230);

    private final FaultBoard board;
    private final Workloads workloads;

    public FaultyWorkloads(FaultBoard board, Workloads workloads) {
        this.board = board;
        this.workloads = workloads;
    }

    @Override
    public Pull pull(Pod pod, ClusterSnapshot cluster) {
        if (!isEvicted(pod)) {
            return workloads.pull(pod, cluster);
        }
        ImageName image = new NimPod(pod).image();
        String reference = image.repository() + ":" + image.tag();
        return new Pull.Refused("failed to resolve reference \"" + reference
                + "\": failed to authorize: failed to fetch oauth token: unexpected status from GET request to"
                + " https://nvcr.io/proxy_auth?scope=repository:"
                + image.repository().replaceFirst("^nvcr.io/", "") + ":pull: 403 Forbidden");
    }

    @Override
    public boolean isEvicted(Pod pod) {
        return new NimPod(pod).image().isNim() && strikes(FaultKind.IMAGE_PULL_DENIED, pod);
    }

    @Override
    public Run run(Pod pod, Node node, ClusterSnapshot cluster) {
        Run run = workloads.run(pod, node, cluster);
        NimPod nim = new NimPod(pod);
        if (isOperator(pod)) {
            return board.holds(FaultKind.OPERATOR_ABSENT, namespace(pod), name(pod))
                    ? new Run.Ends(NimDurations.EARLY_EXIT, 1, "problem running manager: leader election lost")
                    : run;
        }
        if (!nim.image().isNim() || nim.showsManifest() || run instanceof Run.CannotStart) {
            return run;
        }
        if (nim.downloads()) {
            return download(pod, run);
        }
        return run instanceof Run.Serves serves ? serve(pod, serves) : run;
    }

    private Run download(Pod pod, Run run) {
        if (strikes(FaultKind.KEY_REFUSED, pod)) {
            return new Run.Ends(
                    NimDurations.EARLY_EXIT,
                    1,
                    "Error: failed to authenticate with NGC: 401 Unauthorized for url: https://authn.nvidia.com/token");
        }
        if (strikes(FaultKind.DOWNLOAD_FAILS, pod)) {
            return new Run.Ends(
                    NimDurations.EARLY_EXIT,
                    1,
                    "Error: failed to download model files: 503 Service Unavailable for url: https://xfiles.ngc.nvidia.com");
        }
        return run;
    }

    private Run serve(Pod pod, Run.Serves serves) {
        if (Pods.isServing(pod)) {
            return strikes(FaultKind.PROBE_KILLS, pod) ? new Run.Killed(Duration.ZERO, "liveness") : serves;
        }
        Duration halfway = serves.readyAfter().dividedBy(2);
        if (strikes(FaultKind.NO_PROFILE, pod)) {
            return new Run.Ends(NimDurations.EARLY_EXIT, 1, "Could not match a profile in manifest at /etc/nim/config");
        }
        if (strikes(FaultKind.HOST_OUT_OF_MEMORY, pod)) {
            return new Run.Ends(halfway, 137, "");
        }
        if (strikes(FaultKind.GPU_OUT_OF_MEMORY, pod)) {
            return new Run.Ends(halfway, 1, "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 1.96 GiB.");
        }
        if (strikes(FaultKind.PROBE_KILLS, pod)) {
            return new Run.Killed(STARTUP_PROBES, "startup");
        }
        return strikes(FaultKind.SLOW_LOAD, pod)
                ? new Run.Serves(serves.readyAfter().plus(SLOWER))
                : serves;
    }

    /** One life of a container counts once; by its pod's name, which follows from the seed as its uid does not. */
    private boolean strikes(FaultKind kind, Pod pod) {
        int restarts =
                Pods.firstContainer(pod).map(ContainerStatus::getRestartCount).orElse(0);
        String life = namespace(pod) + "/" + name(pod) + "/" + restarts;
        return board.strikes(kind, namespace(pod), name(pod), life);
    }

    private static boolean isOperator(Pod pod) {
        return pod.getMetadata().getLabels() != null
                && OperatorLabels.OPERATOR.equals(pod.getMetadata().getLabels().get("app.kubernetes.io/name"));
    }

    private static String namespace(Pod pod) {
        return pod.getMetadata().getNamespace();
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }
}
