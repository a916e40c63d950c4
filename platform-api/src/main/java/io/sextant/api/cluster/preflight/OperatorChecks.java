package io.sextant.api.cluster.preflight;

import static io.sextant.api.cluster.preflight.PreflightCheck.GPU_OPERATOR;
import static io.sextant.api.cluster.preflight.PreflightCheck.KUBERNETES;
import static io.sextant.api.cluster.preflight.PreflightCheck.NIM_ADMISSION;
import static io.sextant.api.cluster.preflight.PreflightCheck.NIM_KINDS;
import static io.sextant.api.cluster.preflight.PreflightCheck.NIM_OPERATOR;

import io.sextant.contract.observed.ClusterInventory;
import io.sextant.contract.observed.ClusterSurvey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Kubernetes and the two operators that Sextant builds on. */
final class OperatorChecks {
    /** The NIM Operator's definitions ask for it. */
    private static final VersionNumber OLDEST_KUBERNETES = new VersionNumber(1, 26);

    private static final VersionNumber OLDEST_NIM_OPERATOR = new VersionNumber(3, 0);
    private static final VersionNumber NEWEST_NIM_OPERATOR = new VersionNumber(3, 1);

    /** What every NIMService of ours has below its spec, whatever the operator's release. */
    private static final List<String> NEEDED_FIELDS = List.of(
            "image",
            "authSecret",
            "env",
            "labels",
            "storage.nimCache",
            "tolerations",
            "resources",
            "replicas",
            "scale.hpa",
            "expose.service",
            "metrics",
            "startupProbe");

    private OperatorChecks() {}

    static Finding kubernetes(String version) {
        Optional<VersionNumber> number = VersionNumber.of(version);
        if (number.isEmpty()) {
            return KUBERNETES.amber(
                    "The API server calls its version \"%s\".".formatted(version),
                    "Make sure that it is %s or newer.".formatted(OLDEST_KUBERNETES));
        }
        return number.get().isBefore(OLDEST_KUBERNETES)
                ? KUBERNETES.red(
                        "Kubernetes %s is older than %s, which the NIM Operator needs."
                                .formatted(version, OLDEST_KUBERNETES),
                        "Update the cluster.")
                : KUBERNETES.green("Kubernetes %s.".formatted(version));
    }

    static Finding nimOperator(ClusterInventory inventory) {
        String version = inventory.nimOperatorVersion();
        if (version == null) {
            return NIM_OPERATOR.red(
                    "The NIM Operator is not installed.",
                    "Install it: helm install nim-operator nvidia/k8s-nim-operator -n nim-operator.");
        }
        ClusterSurvey survey = inventory.survey();
        if (survey != null && Boolean.FALSE.equals(survey.nimOperator().running())) {
            return NIM_OPERATOR.amber(
                    "The NIM Operator (%s) does not run at the moment: what is asked of it waits.".formatted(version),
                    "Look at the pods of its deployment.");
        }
        return nimOperatorVersion(version);
    }

    private static Finding nimOperatorVersion(String version) {
        Optional<VersionNumber> number = VersionNumber.of(version);
        if (number.isEmpty()) {
            return NIM_OPERATOR.amber(
                    "The NIM Operator runs, but its version is not known (\"%s\").".formatted(version),
                    "Make sure that it is %s to %s.".formatted(OLDEST_NIM_OPERATOR, NEWEST_NIM_OPERATOR));
        }
        if (number.get().isBefore(OLDEST_NIM_OPERATOR)) {
            return NIM_OPERATOR.red(
                    "The NIM Operator %s is older than %s and lacks fields that are written."
                            .formatted(version, OLDEST_NIM_OPERATOR),
                    "Update it to %s.".formatted(NEWEST_NIM_OPERATOR));
        }
        return NEWEST_NIM_OPERATOR.isBefore(number.get())
                ? NIM_OPERATOR.amber(
                        "The NIM Operator %s is newer than %s, with which this release was tried."
                                .formatted(version, NEWEST_NIM_OPERATOR),
                        "Try one deployment before you rely on it.")
                : NIM_OPERATOR.green("NIM Operator %s.".formatted(version));
    }

    static Finding nimKinds(ClusterSurvey.NimOperator operator) {
        List<String> missing = Stream.of("NIMCache", "NIMService")
                .filter(kind -> !operator.kinds().contains(kind))
                .toList();
        if (!missing.isEmpty()) {
            return NIM_KINDS.red(
                    "The API server does not know %s.".formatted(String.join(" and ", missing)),
                    "Install the NIM Operator's custom resource definitions.");
        }
        List<String> unknown = operator.serviceFields().isEmpty()
                ? List.of()
                : NEEDED_FIELDS.stream()
                        .filter(field -> !operator.serviceFields().contains(field))
                        .toList();
        return unknown.isEmpty()
                ? NIM_KINDS.green("NIMCache and NIMService are served with the fields that are written.")
                : NIM_KINDS.red(
                        "The definition of NIMService lacks %s: it is older than the operator."
                                .formatted(String.join(", ", unknown)),
                        "Apply the definitions of the operator's release; Helm does not update them by itself.");
    }

    static Finding nimAdmission(@Nullable Boolean there) {
        if (there == null) {
            return NIM_ADMISSION.amber(
                    "The deployer may not see whether the NIM Operator's webhook is there.",
                    "Apply the ClusterRole of k8s/base/deployer.");
        }
        return there
                ? NIM_ADMISSION.green("The NIM Operator's webhook checks what is written.")
                : NIM_ADMISSION.amber(
                        "The NIM Operator's webhook is off: what others write is not checked. What Sextant writes is.",
                        "Switch it on in the operator's chart: operator.admissionController.enabled=true.");
    }

    static Finding gpuOperator(ClusterSurvey.@Nullable GpuOperator operator) {
        if (operator == null) {
            return GPU_OPERATOR.amber(
                    "There is no ClusterPolicy of the GPU Operator: drivers and labels are somebody else's work.",
                    "Install the GPU Operator, or make sure that nodes have the label nvidia.com/gpu.product.");
        }
        if (operator.state().equals("ready")) {
            return GPU_OPERATOR.green("The GPU Operator's ClusterPolicy is ready.");
        }
        String cause = Stream.of(operator.reason(), operator.message())
                .filter(text -> !text.isEmpty())
                .reduce((one, other) -> one + ": " + other)
                .map(text -> " (" + text + ")")
                .orElse("");
        return GPU_OPERATOR.amber(
                "The GPU Operator's ClusterPolicy is %s%s; nodes may lack drivers or labels."
                        .formatted(operator.state().isEmpty() ? "without a state" : operator.state(), cause),
                "Look at the pods in the GPU Operator's namespace.");
    }
}
