package io.sextant.sandbox.nimoperator;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.sandbox.nim.PlannedTimes;
import java.util.Optional;

/** Which profile a NIM runs when it starts. */
sealed interface ProfileChoice {
    /** This one. */
    record Chosen(NimProfile profile) implements ProfileChoice {}

    /** None; {@code message} is what the NIM logs before it exits. */
    record Impossible(String message) implements ProfileChoice {}

    /** The profile that {@code NIM_MODEL_PROFILE} names, else the first that suits GPUs and memory. */
    static ProfileChoice of(NimPod pod, NimImage image, GpuProduct gpu) {
        Optional<String> asked = pod.env("NIM_MODEL_PROFILE");
        if (asked.isEmpty()) {
            return image.profiles().stream()
                    .filter(profile -> obstacle(profile, pod, image, gpu).isEmpty())
                    .findFirst()
                    .<ProfileChoice>map(Chosen::new)
                    .orElseGet(() -> new Impossible("Could not match a profile in manifest: none suits " + pod.gpus()
                            + " x " + gpu.productLabel()));
        }
        Optional<NimProfile> named = image.profile(asked.get());
        if (named.isEmpty()) {
            return new Impossible("Could not match a profile in manifest: " + asked.get() + " is not in it");
        }
        return obstacle(named.get(), pod, image, gpu)
                .<ProfileChoice>map(Impossible::new)
                .orElseGet(() -> new Chosen(named.get()));
    }

    private static Optional<String> obstacle(NimProfile profile, NimPod pod, NimImage image, GpuProduct gpu) {
        if (!profile.runsOn(gpu) || profile.gpus() > pod.gpus()) {
            return Optional.of(
                    "Could not match a profile in manifest: " + profile.id() + " needs " + profile.gpus() + " x "
                            + (profile.gpu() == null
                                    ? "a GPU with " + profile.precision().label()
                                    : profile.gpu().productLabel())
                            + ", and this container has " + pod.gpus() + " x " + gpu.productLabel());
        }
        if (!new PlannedTimes(image.architecture(), profile.engineProfile(), gpu).fits()) {
            return Optional.of("torch.OutOfMemoryError: CUDA out of memory: the weights of profile " + profile.id()
                    + " do not fit into " + profile.gpus() + " x " + gpu.productLabel());
        }
        return Optional.empty();
    }
}
