package io.sextant.sandbox.nimoperator;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.util.List;
import java.util.Optional;

/** What a pod says about the NIM it runs. */
record NimPod(Pod pod) {
    static final String GPU = "nvidia.com/gpu";
    static final String DOWNLOAD = "download-to-cache";
    static final String PROFILES_ARGUMENT = "--profiles";
    static final String SHOW_MANIFEST = "cat /etc/nim/config/model_manifest.yaml; sleep infinity";

    ImageName image() {
        return ImageName.parse(container().getImage());
    }

    boolean downloads() {
        return container().getCommand().contains(DOWNLOAD);
    }

    boolean showsManifest() {
        return container().getCommand().contains(SHOW_MANIFEST);
    }

    /** Profiles that the download is asked for. */
    List<String> profilesToDownload() {
        return container().getArgs().stream()
                .filter(argument -> !argument.equals(PROFILES_ARGUMENT))
                .toList();
    }

    Optional<String> env(String name) {
        return container().getEnv().stream()
                .filter(variable -> name.equals(variable.getName()) && variable.getValue() != null)
                .map(EnvVar::getValue)
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    /** Keys of secrets that the container's environment needs. */
    List<SecretKeySelector> secretKeys() {
        return container().getEnv().stream()
                .filter(variable -> variable.getValueFrom() != null
                        && variable.getValueFrom().getSecretKeyRef() != null)
                .map(variable -> variable.getValueFrom().getSecretKeyRef())
                .toList();
    }

    int gpus() {
        if (container().getResources() == null || container().getResources().getLimits() == null) {
            return 0;
        }
        Quantity limit = container().getResources().getLimits().get(GPU);
        return limit == null ? 0 : limit.getNumericalAmount().intValue();
    }

    private Container container() {
        return pod.getSpec().getContainers().getFirst();
    }
}
