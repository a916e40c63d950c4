package io.sextant.sandbox.nimoperator;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Volume;
import io.sextant.planner.hardware.GpuProduct;
import io.sextant.sandbox.control.ClusterSnapshot;
import io.sextant.sandbox.nim.EngineLimits;
import io.sextant.sandbox.nim.NimReplica;
import io.sextant.sandbox.nim.PlannedTimes;
import io.sextant.sandbox.nim.ServedModel;
import io.sextant.sandbox.scheduler.Pods;
import io.sextant.sandbox.scheduler.Workloads;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What containers do: those of NIMs as a NIM does, all others start at once and serve. */
public final class NimWorkloads implements Workloads {
    private static final Pull SMALL_IMAGE = new Pull.Arrives(Duration.ofSeconds(12), 80L << 20);
    private static final Duration SMALL_START = Duration.ofSeconds(5);

    private final NimCatalog catalog;
    private final GpuProducts products;

    public NimWorkloads(NimCatalog catalog, GpuProducts products) {
        this.catalog = catalog;
        this.products = products;
    }

    @Override
    public Pull pull(Pod pod, ClusterSnapshot cluster) {
        ImageName image = new NimPod(pod).image();
        if (!image.isNim()) {
            return SMALL_IMAGE;
        }
        if (pullSecrets(pod, cluster).isEmpty()) {
            return new Pull.Refused("failed to authorize: failed to fetch anonymous token: unexpected status from GET"
                    + " request to https://nvcr.io/proxy_auth?scope=repository:"
                    + image.repository().substring("nvcr.io/".length()) + ":pull: 401 Unauthorized");
        }
        if (catalog.image(image.repository()).isEmpty()) {
            return new Pull.Refused("failed to resolve reference \"" + image.repository() + ":" + image.tag() + "\": "
                    + image.repository() + ":" + image.tag() + ": not found");
        }
        return new Pull.Arrives(NimDurations.imagePull(), NimDurations.IMAGE_BYTES);
    }

    @Override
    public Run run(Pod pod, Node node, ClusterSnapshot cluster) {
        NimPod nim = new NimPod(pod);
        Optional<NimImage> image = catalog.image(nim.image().repository());
        if (image.isEmpty()) {
            return "Never".equals(pod.getSpec().getRestartPolicy())
                    ? new Run.Ends(SMALL_START, 0, "")
                    : new Run.Serves(SMALL_START);
        }
        Optional<SecretKeySelector> missing = nim.secretKeys().stream()
                .filter(_ -> !isStarted(pod))
                .filter(key -> !Boolean.TRUE.equals(key.getOptional()) && !isThere(key, pod, cluster))
                .findFirst();
        if (missing.isPresent()) {
            return new Run.CannotStart(
                    "CreateContainerConfigError", "secret \"" + missing.get().getName() + "\" not found");
        }
        if (nim.showsManifest()) {
            return new Run.Serves(Duration.ZERO);
        }
        return nim.downloads() ? download(nim, image.get(), cluster) : serve(nim, image.get(), node);
    }

    /** A container's environment is read when it starts: what becomes of its secrets then shows at its next start. */
    private static boolean isStarted(Pod pod) {
        return Pods.firstContainer(pod)
                .map(ContainerStatus::getState)
                .map(ContainerState::getRunning)
                .isPresent();
    }

    /** The replica that a ready pod is; empty when it does not run a NIM. */
    Optional<NimReplica> replica(Pod pod, ClusterSnapshot cluster) {
        NimPod nim = new NimPod(pod);
        Optional<GpuProduct> gpu = cluster.node(pod.getSpec().getNodeName()).flatMap(products::of);
        Optional<NimImage> image = catalog.image(nim.image().repository());
        if (gpu.isEmpty() || image.isEmpty()) {
            return Optional.empty();
        }
        return ProfileChoice.of(nim, image.get(), gpu.get()) instanceof ProfileChoice.Chosen(NimProfile profile)
                ? Optional.of(replica(nim, image.get(), profile, gpu.get()))
                : Optional.empty();
    }

    private static NimReplica replica(NimPod nim, NimImage image, NimProfile profile, GpuProduct gpu) {
        PlannedTimes times = new PlannedTimes(image.architecture(), profile.engineProfile(), gpu);
        EngineLimits limits = times.limits();
        int context = nim.env("NIM_MAX_MODEL_LEN")
                .filter(text -> text.matches("[1-9]\\d{1,8}"))
                .map(Integer::parseInt)
                .map(asked -> Math.min(asked, times.maxContextTokens()))
                .orElse(times.maxContextTokens());
        ServedModel model = new ServedModel(
                nim.env("NIM_SERVED_MODEL_NAME").orElse(image.nimId()),
                profile.id(),
                nim.image().tag(),
                context,
                image.metricFamily(),
                Instant.parse(nim.pod().getMetadata().getCreationTimestamp()));
        return new NimReplica(nim.pod().getMetadata().getUid(), model, times, limits);
    }

    private Run serve(NimPod nim, NimImage image, Node node) {
        Optional<GpuProduct> gpu = products.of(node);
        if (gpu.isEmpty() || nim.gpus() == 0) {
            return new Run.Ends(NimDurations.EARLY_EXIT, 1, "RuntimeError: no NVIDIA GPU is visible to this container");
        }
        return switch (ProfileChoice.of(nim, image, gpu.get())) {
            case ProfileChoice.Chosen(NimProfile profile) ->
                new Run.Serves(NimDurations.load(image.architecture().weightBytes(profile.precision())));
            case ProfileChoice.Impossible(String message) -> new Run.Ends(NimDurations.EARLY_EXIT, 1, message);
        };
    }

    private static Run download(NimPod nim, NimImage image, ClusterSnapshot cluster) {
        List<String> asked = nim.profilesToDownload();
        String unknown =
                asked.stream().filter(id -> image.profile(id).isEmpty()).collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            return new Run.Ends(NimDurations.EARLY_EXIT, 1, "Unknown profiles provided: " + unknown);
        }
        double bytes = asked.stream()
                .flatMap(id -> image.profile(id).stream())
                .mapToDouble(profile -> image.architecture().weightBytes(profile.precision()))
                .sum();
        double room = volumeBytes(nim.pod(), cluster);
        if (bytes > room) {
            return new Run.Ends(
                    NimDurations.download(room), 1, "OSError: [Errno 28] No space left on device: '/model-store'");
        }
        return new Run.Ends(NimDurations.download(bytes), 0, "");
    }

    private static double volumeBytes(Pod pod, ClusterSnapshot cluster) {
        return pod.getSpec().getVolumes().stream()
                .map(Volume::getPersistentVolumeClaim)
                .filter(source -> source != null)
                .flatMap(
                        source -> cluster
                                .find(ClusterSnapshot::claims, pod.getMetadata().getNamespace(), source.getClaimName())
                                .stream())
                .map(NimWorkloads::capacity)
                .mapToDouble(BigDecimal::doubleValue)
                .findFirst()
                .orElse(Double.MAX_VALUE);
    }

    private static BigDecimal capacity(PersistentVolumeClaim claim) {
        Quantity size = claim.getSpec().getResources().getRequests().get("storage");
        return size == null ? BigDecimal.ZERO : size.getNumericalAmount();
    }

    private static List<Secret> pullSecrets(Pod pod, ClusterSnapshot cluster) {
        return pod.getSpec().getImagePullSecrets().stream()
                .map(LocalObjectReference::getName)
                .flatMap(name ->
                        cluster.find(ClusterSnapshot::secrets, pod.getMetadata().getNamespace(), name).stream())
                .filter(secret -> holds(secret, ".dockerconfigjson"))
                .toList();
    }

    private static boolean isThere(SecretKeySelector key, Pod pod, ClusterSnapshot cluster) {
        return cluster.find(ClusterSnapshot::secrets, pod.getMetadata().getNamespace(), key.getName())
                .filter(secret -> holds(secret, key.getKey()))
                .isPresent();
    }

    private static boolean holds(Secret secret, String key) {
        return secret.getData() != null && secret.getData().containsKey(key);
    }
}
