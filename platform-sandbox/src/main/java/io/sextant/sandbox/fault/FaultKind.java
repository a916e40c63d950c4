package io.sextant.sandbox.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can go wrong in the sandbox, each as it goes wrong on a real cluster. */
public enum FaultKind {
    WATCH_DROPPED(
            Reach.REQUEST,
            "Watches dropped",
            "The API server ends every watch after a moment; clients resume where they were."),
    WATCH_SLOW(Reach.REQUEST, "Watches slow", "Events of watches arrive up to two seconds late, in their order."),
    SERVER_ERRORS(
            Reach.REQUEST,
            "5xx storm",
            "The API server answers 500 and 503; half of the requests are carried out nevertheless."),
    LATENCY(Reach.REQUEST, "Slow API server", "The API server answers every request a second late."),
    TOO_MANY_REQUESTS(
            Reach.REQUEST,
            "Too many requests",
            "The API server turns requests away with 429 and asks to be left alone for a second."),
    CLOCK_AHEAD(
            Reach.REQUEST,
            "Cluster's clock ahead",
            "The cluster's clock runs ten minutes ahead of everybody else's: its objects come from the future."),
    CLOCK_BEHIND(
            Reach.REQUEST,
            "Cluster's clock behind",
            "The cluster's clock runs ten minutes behind everybody else's: what just happened looks old."),
    WEBHOOK_AWAY(
            Reach.REQUEST,
            "Admission webhook away",
            "The NIM Operator's admission webhook does not answer: the API server takes no NIMCache and no NIMService."),
    OPERATOR_ABSENT(
            Reach.OBJECT,
            "NIM Operator absent",
            "The NIM Operator does not run: nothing becomes of new objects, and removed ones wait for its finalizer."),
    IMAGE_PULL_DENIED(
            Reach.OBJECT, "Image pull denied", "The registry refuses the image, and nodes hold no copy of it."),
    NO_PROFILE(
            Reach.OBJECT,
            "No compatible profile",
            "No profile of the NIM fits the GPUs: caches select none, engines end at once."),
    DOWNLOAD_FAILS(Reach.OBJECT, "Download fails", "Pods that download weights end with an error of the registry."),
    KEY_REFUSED(Reach.OBJECT, "NGC key refused", "Pods that download weights end because NGC does not accept the key."),
    VOLUME_PENDING(
            Reach.OBJECT, "Volume stays pending", "The storage has no room: claims that are not bound stay pending."),
    NO_GPU(Reach.OBJECT, "No free GPU", "The scheduler finds no free GPU for pods that are not yet on a node."),
    NODE_LOST(
            Reach.NODE,
            "Node lost",
            "The node's kubelet falls silent: its pods count as not ready, and are replaced after five minutes."),
    HOST_OUT_OF_MEMORY(
            Reach.OBJECT, "Out of main memory", "Engines are ended by the kernel while they load the weights."),
    GPU_OUT_OF_MEMORY(
            Reach.OBJECT, "Out of GPU memory", "Engines end while they load the weights: CUDA out of memory."),
    SLOW_LOAD(Reach.OBJECT, "Slow load", "Engines take twelve hours longer to load the weights."),
    PROBE_KILLS(
            Reach.OBJECT,
            "Killed by probes",
            "The kubelet restarts engines: the startup probe gives up after 20 minutes, the liveness probe at once."),
    CACHE_FLAPS(
            Reach.OBJECT,
            "Flapping cache",
            "A NIMCache that is not yet ready changes between Failed and InProgress every half minute."),
    ENDPOINT_UNREACHABLE(
            Reach.OBJECT, "Endpoint unreachable", "Nobody reaches the model's endpoint, the NIM Operator included."),
    METRICS_AWAY(
            Reach.OBJECT,
            "Autoscaling metrics away",
            "The custom metrics API knows nothing of the namespace's pods: no autoscaler can tell how many are wanted.");

    /** What a fault strikes. */
    public enum Reach {
        /** Requests to the Kubernetes API, by the namespace and the name in their path. */
        REQUEST,
        /** Objects in team namespaces and what is made for them. */
        OBJECT,
        /** Nodes, by their name. */
        NODE
    }

    private final Reach reach;
    private final String title;
    private final String text;

    FaultKind(Reach reach, String title, String text) {
        this.reach = reach;
        this.title = title;
        this.text = text;
    }

    /** How the kind is written in requests. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Reach reach() {
        return reach;
    }

    public String title() {
        return title;
    }

    /** What happens, in one sentence. */
    public String text() {
        return text;
    }

    /** The kind of this key. */
    public static Optional<FaultKind> of(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }
}
