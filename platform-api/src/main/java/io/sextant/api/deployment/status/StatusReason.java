package io.sextant.api.deployment.status;

import static io.sextant.api.deployment.status.StatusReason.Nature.LASTING;
import static io.sextant.api.deployment.status.StatusReason.Nature.PASSING;

import io.sextant.contract.observed.ConditionReason;

/** Why a deployment is in its phase: what its team can do about it, and what a platform administrator should look at. */
public enum StatusReason {
    // Of the platform.
    WAITING_FOR_APPROVAL(PASSING, "", ""),
    NOT_APPROVED(PASSING, "Plan again and submit what can be approved.", ""),
    WAITING_FOR_DEPLOYER(PASSING, "", ""),
    CLUSTER_SILENT(
            PASSING,
            "Ask a platform administrator to look after the cluster's deployer.",
            "The deployer of the cluster has not called lately: see its log and its way out to the platform."),
    SERVING(PASSING, "", ""),
    REPLICAS_MISSING(
            PASSING,
            "Look at the replicas and the cluster's events below; lost replicas are replaced by themselves.",
            "Compare the Deployment's pods with the nodes they ran on."),
    REMOVAL_REQUESTED(PASSING, "", ""),

    // As a condition gives them, by the same names.
    AS_DESIRED(PASSING, "", ""),
    WAITING_FOR_EARLIER_STEP(PASSING, "", ""),
    APPLIED(PASSING, "", ""),
    REFUSED_BY_CLUSTER(
            LASTING,
            "Give a platform administrator the message; retire the deployment if it cannot be cured.",
            "An admission rule of the cluster forbids the object; the message names the field."),
    REFUSED_BY_DEPLOYER(
            LASTING,
            "Ask a platform administrator to compare the deployer's rules with the platform's settings.",
            "Compare the deployer's allowed registries and namespace prefix with what the platform renders."),
    SOURCE_SECRET_MISSING(
            LASTING,
            "Ask a platform administrator to put the secret into the deployer's namespace.",
            "Create the named secret in the deployer's own namespace; it is copied within seconds."),
    WAITING_FOR_VOLUME(
            PASSING,
            "If it stays, ask a platform administrator whether the cluster's storage class has room.",
            "Describe the PersistentVolumeClaim: its events say what the provisioner lacks."),
    STORAGE_UNSUITABLE(
            LASTING,
            "Ask a platform administrator for a storage class that suits the weights.",
            "Name a default storage class, or one with the access mode that the claim asks for."),
    VOLUME_FULL(
            LASTING,
            "Retire it and ask a platform administrator for more room per model before planning again.",
            "The claim is smaller than the profile's weights, or the storage behind it is full."),
    VOLUME_NOT_WRITABLE(
            LASTING,
            "Ask a platform administrator to check the rights on the cluster's storage.",
            "The storage ignores fsGroup 2000 or squashes user 1000, as NFS exports do by default."),
    VOLUME_HELD_ELSEWHERE(
            PASSING,
            "Wait until the other replica has ended; if it stays, retire it and plan for one replica.",
            "The claim is ReadWriteOnce and a pod on another node mounts it: use a shared storage class."),
    DOWNLOADING_MODEL(PASSING, "", ""),
    DOWNLOAD_RETRYING(
            PASSING,
            "Wait for the next try; if it keeps failing, give a platform administrator the message.",
            "The download Job tries six times with growing pauses; the log of its pods has the cause."),
    MODEL_DOWNLOAD_FAILED(
            LASTING,
            "Ask a platform administrator to check the NGC key, its entitlement and the volume's size.",
            "The download Job gave up; read the log of its last pod before the Job is cleared away after 10 minutes."),
    NGC_KEY_REFUSED(
            LASTING,
            "Ask a platform administrator to renew the platform's NGC key.",
            "Put a valid NGC_API_KEY into the secret ngc-api in the deployer's namespace; it is copied to the teams."),
    ENTITLEMENT_MISSING(
            LASTING,
            "Retire it and plan another model, or ask a platform administrator to obtain the licence.",
            "The NGC organisation of the key lacks an NVIDIA AI Enterprise entitlement for this model."),
    NETWORK_BLOCKED(
            LASTING,
            "Ask a platform administrator to let the cluster reach NVIDIA's registry.",
            "Check proxy, DNS and egress to nvcr.io, api.ngc.nvidia.com and xfiles.ngc.nvidia.com from a GPU node."),
    NO_COMPATIBLE_PROFILE(
            LASTING,
            "Retire it and plan again with another profile or GPU product.",
            "No profile matches the label nvidia.com/gpu.product of any node; see list-model-profiles in the image."),
    UNKNOWN_PROFILE(
            LASTING,
            "Retire it and plan again; a platform administrator should correct the model's profiles in the catalogue.",
            "The catalogue names a profile id that this tag of the image does not have."),
    MANIFEST_UNREADABLE(
            LASTING,
            "Ask a platform administrator to update the cluster's NIM Operator.",
            "Operators before 3.1.2 cannot store model manifests above 1 MiB, or fail to parse newer ones."),
    GPU_RUNTIME_MISSING(
            LASTING,
            "Ask a platform administrator to check the GPU driver and the container runtime of the nodes.",
            "Set runtimeClassName nvidia, or repair the GPU Operator's toolkit and driver on the node."),
    WRONG_ARCHITECTURE(
            LASTING,
            "Retire it and plan on another GPU product.",
            "The image has no build for the node's processors (arm64 for Grace)."),
    WAITING_FOR_GPUS(
            PASSING,
            "Wait until GPUs of this product get free, or retire it and plan on another GPU product.",
            "All GPUs of the product are in use, or free ones are spread over nodes."),
    WAITING_FOR_NODE(
            PASSING,
            "If it stays, ask a platform administrator which node may run downloads.",
            "The download's node selector or tolerations match no node; see FailedScheduling on its pod."),
    NODE_LOST(
            PASSING,
            "Wait a few minutes: lost replicas are made anew on other nodes.",
            "The node's kubelet stopped reporting; bring it back or delete the node, which frees its pods."),
    PULLING_IMAGE(PASSING, "", ""),
    IMAGE_PULL_FAILED(
            LASTING,
            "Ask a platform administrator to check the registry's credentials and the image's tag.",
            "Describe the pod: its events have the registry's answer."),
    IMAGE_PULL_DENIED(
            LASTING,
            "Ask a platform administrator to renew the credentials of the registry.",
            "Renew the secret ngc-pull in the deployer's namespace, and check its entitlement for the image."),
    IMAGE_NOT_FOUND(
            LASTING,
            "Retire it and plan again; a platform administrator should correct the image's tag in the catalogue.",
            "The registry has no such repository or tag."),
    LOADING_MODEL(PASSING, "", ""),
    CRASH_LOOPING(
            LASTING,
            "Read the cluster's events below; retire it and plan with a shorter context or more GPUs.",
            "Read the previous log of the container: kubectl logs --previous."),
    KILLED_BY_PROBE(
            LASTING,
            "Give a platform administrator the message; the model may need more time to load.",
            "The probe's time-out of 1 s or the startup budget of 20 minutes is too short for this model or storage."),
    OUT_OF_MEMORY(
            LASTING,
            "Retire it and plan with a smaller model, or ask a platform administrator for nodes with more main memory.",
            "Exit code 137: the container exceeded its memory limit or the node ran out."),
    OUT_OF_GPU_MEMORY(
            LASTING,
            "Retire it and plan with a shorter context, a smaller precision or more GPUs.",
            "The engine logged CUDA out of memory; another process on the GPU counts too."),
    OPERATOR_ABSENT(
            PASSING,
            "Ask a platform administrator to look after the cluster's NIM Operator.",
            "The operator's pod is not ready, or it does not watch the team's namespace; nothing moves until it does."),
    OPERATOR_ERROR(
            LASTING,
            "Give a platform administrator the message; retire the deployment if it cannot be cured.",
            "The operator's log has the whole error; a defect of its version is likely."),
    QUOTA_OF_NAMESPACE_SPENT(
            LASTING,
            "Retire something of the team, or ask a platform administrator for a larger quota.",
            "The ResourceQuota of the team's namespace is below what its deployments were granted."),
    WEBHOOK_UNAVAILABLE(
            LASTING,
            "Ask a platform administrator to look after the NIM Operator's admission webhook.",
            "The webhook's service has no endpoint or its certificate expired; see cert-manager."),
    UNKNOWN_TO_OPERATOR(
            LASTING,
            "Ask a platform administrator to update the cluster's NIM Operator.",
            "The installed CRDs are older than the manifest; update operator and CRDs together."),
    CLUSTER_UNREACHABLE(
            PASSING,
            "Nothing: the deployer tries again by itself.",
            "The API server does not answer or answers with errors; see its health and etcd's."),
    ENDPOINT_UNREACHABLE(
            PASSING,
            "Wait a moment; if it stays, ask a platform administrator to check the network policies.",
            "Neither mesh, TLS nor a NetworkPolicy may keep the operator and the deployer from /v1/models."),
    ROUTE_NOT_TAKEN(
            PASSING,
            "Nothing: the model answers inside the cluster; outside it does once the route is taken.",
            "No controller reports on the route: see that the ingress class or gateway the deployer offers is there and running."),
    ROUTE_REFUSED(
            LASTING,
            "Ask a platform administrator to look after the cluster's gateway; inside the cluster the model answers.",
            "The gateway's reason is in the sentence: its listeners must admit routes of the teams' namespaces and names of the domain."),
    SCALING_WITHOUT_METRICS(
            PASSING,
            "If it stays, ask a platform administrator to look after the cluster's metrics; until then the replicas stay as many as they are.",
            "The autoscaler's reason is in the sentence: see Prometheus, its adapter (or KEDA) and the ServiceMonitor of the NIM."),
    SCALING_IMPOSSIBLE(
            PASSING,
            "If it stays, ask a platform administrator to look after the cluster's autoscaling.",
            "The autoscaler's reason is in the sentence: it cannot read or write the scale of the NIM's Deployment."),
    OVERDUE(
            PASSING,
            "Read the cluster's events below; wait, or retire it and plan again.",
            "The operator retries for ever; what it spends the time on is in the sentence."),
    STOPPED(PASSING, "", ""),
    REMOVING(PASSING, "", ""),
    REMOVAL_STUCK(
            PASSING,
            "Ask a platform administrator to look after the cluster's NIM Operator.",
            "Only the NIM Operator takes its finalizer off; start it again, or remove the finalizer by hand."),
    REMOVED(PASSING, "", ""),
    UNKNOWN(
            PASSING,
            "Go by what the message says; this release of the platform does not know the reason yet.",
            "The cluster's deployer is of a later release and gives a reason that the platform does not know: update the platform.");

    /** Whether time alone cures it. */
    enum Nature {
        PASSING,
        LASTING
    }

    private final Nature nature;
    private final String remedy;
    private final String forOperators;

    StatusReason(Nature nature, String remedy, String forOperators) {
        this.nature = nature;
        this.remedy = remedy;
        this.forOperators = forOperators;
    }

    /** What the team can do; empty where there is nothing to do but wait. */
    public String remedy() {
        return remedy;
    }

    /** What a platform administrator should look at; empty where nothing is wrong. */
    public String forOperators() {
        return forOperators;
    }

    /** Whether time alone will not cure it. */
    public boolean isLasting() {
        return nature == LASTING;
    }

    /** Whether it is a step on the usual way of a replica that starts. */
    boolean isStarting() {
        return this == APPLIED || this == PULLING_IMAGE || this == LOADING_MODEL;
    }

    static StatusReason of(ConditionReason reason) {
        return valueOf(reason.name());
    }
}
