package io.sextant.deployer.kube.survey;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.sextant.contract.observed.ClusterSurvey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The storage classes, and what their administrator says that they can do. */
final class StorageSurvey {
    private static final List<String> DEFAULT_MARKS =
            List.of("storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class");

    private StorageSurvey() {}

    static List<ClusterSurvey.StorageOffer> look(Look look) {
        return look
                .at(
                        "storageclasses.storage.k8s.io",
                        () -> look.client()
                                .storage()
                                .v1()
                                .storageClasses()
                                .list()
                                .getItems())
                .orElse(List.of())
                .stream()
                .map(StorageSurvey::offer)
                .sorted(Comparator.comparing(ClusterSurvey.StorageOffer::name))
                .toList();
    }

    private static ClusterSurvey.StorageOffer offer(StorageClass found) {
        Map<String, String> annotations =
                Objects.requireNonNullElse(found.getMetadata().getAnnotations(), Map.of());
        return new ClusterSurvey.StorageOffer(
                found.getMetadata().getName(),
                Objects.requireNonNullElse(found.getProvisioner(), ""),
                DEFAULT_MARKS.stream().anyMatch(mark -> "true".equals(annotations.get(mark))),
                Stream.of(annotations
                                .getOrDefault(ClusterSurvey.StorageOffer.ACCESS_MODES, "")
                                .split(",", -1))
                        .map(String::strip)
                        .filter(mode -> !mode.isEmpty())
                        .toList());
    }
}
