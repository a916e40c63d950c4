package io.sextant.deployer.diagnosis;

import static io.sextant.contract.observed.ConditionReason.ENTITLEMENT_MISSING;
import static io.sextant.contract.observed.ConditionReason.GPU_RUNTIME_MISSING;
import static io.sextant.contract.observed.ConditionReason.IMAGE_NOT_FOUND;
import static io.sextant.contract.observed.ConditionReason.IMAGE_PULL_DENIED;
import static io.sextant.contract.observed.ConditionReason.IMAGE_PULL_FAILED;
import static io.sextant.contract.observed.ConditionReason.MANIFEST_UNREADABLE;
import static io.sextant.contract.observed.ConditionReason.NETWORK_BLOCKED;
import static io.sextant.contract.observed.ConditionReason.NGC_KEY_REFUSED;
import static io.sextant.contract.observed.ConditionReason.NO_COMPATIBLE_PROFILE;
import static io.sextant.contract.observed.ConditionReason.OPERATOR_ERROR;
import static io.sextant.contract.observed.ConditionReason.OUT_OF_GPU_MEMORY;
import static io.sextant.contract.observed.ConditionReason.QUOTA_OF_NAMESPACE_SPENT;
import static io.sextant.contract.observed.ConditionReason.REFUSED_BY_CLUSTER;
import static io.sextant.contract.observed.ConditionReason.STORAGE_UNSUITABLE;
import static io.sextant.contract.observed.ConditionReason.UNKNOWN_PROFILE;
import static io.sextant.contract.observed.ConditionReason.UNKNOWN_TO_OPERATOR;
import static io.sextant.contract.observed.ConditionReason.VOLUME_FULL;
import static io.sextant.contract.observed.ConditionReason.VOLUME_NOT_WRITABLE;
import static io.sextant.contract.observed.ConditionReason.WEBHOOK_UNAVAILABLE;
import static io.sextant.contract.observed.ConditionReason.WRONG_ARCHITECTURE;

import io.sextant.contract.observed.ConditionReason;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Words of a container, a registry or a controller by which a cause is known; the first that is found counts.
 *
 * @param sentence for the team
 */
record Symptom(Pattern words, ConditionReason reason, String sentence) {
    private static final String NETWORK =
            "i/o timeout|timed out|no such host|connection refused|connection reset|name resolution|x509:"
                    + "|network is unreachable|tls handshake|proxyconnect";

    /** What engines and downloads say before they end. */
    private static final List<Symptom> LAST_WORDS = List.of(
            of("no space left", VOLUME_FULL, "The weights do not fit onto their volume"),
            of(
                    "cuda out of memory|cuda error: out of memory",
                    OUT_OF_GPU_MEMORY,
                    "The model does not fit into the GPUs' memory with these settings"),
            of("unknown profiles provided", UNKNOWN_PROFILE, "The NIM does not know the profile that was planned"),
            of("could not match a profile", NO_COMPATIBLE_PROFILE, "No profile of the NIM fits the GPUs of the node"),
            of(
                    "libcuda\\.so|no nvidia gpu is visible|nvml|nvidia driver",
                    GPU_RUNTIME_MISSING,
                    "The container does not find the GPUs of its node"),
            of("exec format error", WRONG_ARCHITECTURE, "The image is not made for the processors of this node"),
            of(
                    "permission denied|read-only file system",
                    VOLUME_NOT_WRITABLE,
                    "The container may not write to its volume"),
            of(
                    "(?<![\\d.,:])402 |payment required",
                    ENTITLEMENT_MISSING,
                    "The organisation has no licence for this model"),
            of(
                    "(?<![\\d.,:])40[13] |unauthorized|forbidden|invalid api key|authentication failed",
                    NGC_KEY_REFUSED,
                    "NVIDIA's registry does not accept the platform's key"),
            of(NETWORK, NETWORK_BLOCKED, "The container gets no answer from a service on the network"));

    private static final List<Symptom> PULLS = List.of(
            of(
                    "(?<![\\d.,:])402 |payment required",
                    ENTITLEMENT_MISSING,
                    "The organisation has no licence for this image"),
            of("no match for platform", WRONG_ARCHITECTURE, "There is no such image for the processors of this node"),
            of(
                    "(?<![\\d.,:])40[13] |unauthorized|forbidden|denied",
                    IMAGE_PULL_DENIED,
                    "The registry refuses the image"),
            of("not found|manifest unknown|invalidimagename", IMAGE_NOT_FOUND, "The registry has no such image"),
            of(NETWORK, NETWORK_BLOCKED, "The cluster does not reach the registry of the image"),
            of("", IMAGE_PULL_FAILED, "The image cannot be pulled"));

    private static final List<Symptom> CACHE_RECONCILING = List.of(
            of(
                    "no profiles are selected",
                    NO_COMPATIBLE_PROFILE,
                    "No profile of the NIM fits the GPUs of this cluster's nodes"),
            of(
                    "yaml|1048576 bytes|too long",
                    MANIFEST_UNREADABLE,
                    "The NIM Operator cannot read which profiles the NIM has"),
            of(
                    "persistentvolumeclaim|storageclass|pvc",
                    STORAGE_UNSUITABLE,
                    "The NIM Operator cannot make the volume for the weights"),
            of(NETWORK, NETWORK_BLOCKED, "The NIM Operator gets no answer from a service on the network"),
            of("", OPERATOR_ERROR, "The NIM Operator cannot prepare the weights"));

    private static final List<Symptom> REFUSALS = List.of(
            of(
                    "failed calling webhook|failed to call webhook",
                    WEBHOOK_UNAVAILABLE,
                    "The NIM Operator's admission webhook does not answer"),
            of(
                    "unknown field|field not declared",
                    UNKNOWN_TO_OPERATOR,
                    "The cluster's NIM Operator does not know a field of the manifest"),
            of("exceeded quota", QUOTA_OF_NAMESPACE_SPENT, "The quota of the team's namespace leaves no room"),
            of("", REFUSED_BY_CLUSTER, "The cluster refused an object"));

    private static final List<Symptom> PROVISIONING = List.of(of(
            "no storage class is set|storageclass.* not found|are not supported|access mode",
            STORAGE_UNSUITABLE,
            "The cluster has no storage that suits the weights"));

    private static Symptom of(String words, ConditionReason reason, String sentence) {
        return new Symptom(Pattern.compile(words, Pattern.CASE_INSENSITIVE), reason, sentence);
    }

    static Optional<Symptom> ofLastWords(String text) {
        return in(LAST_WORDS, text);
    }

    static Symptom ofPull(String text) {
        return in(PULLS, text).orElseThrow();
    }

    static Symptom ofCacheReconciling(String text) {
        return in(CACHE_RECONCILING, text).orElseThrow();
    }

    static Symptom ofRefusal(String text) {
        return in(REFUSALS, text).orElseThrow();
    }

    static Optional<Symptom> ofProvisioning(String text) {
        return in(PROVISIONING, text);
    }

    /** Waiting will not mend it. */
    Finding failure(String detail) {
        return Finding.failure(reason, Sentence.of(sentence, detail));
    }

    private static Optional<Symptom> in(List<Symptom> known, String text) {
        return known.stream()
                .filter(symptom -> symptom.words.matcher(text).find())
                .findFirst();
    }
}
