package io.sextant.deployer.kube.survey;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One look at a cluster: what is not served there or not ours to see is a fact, not a failure. */
final class Look {
    private static final Set<Integer> NOT_ALLOWED =
            Set.of(HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN);
    private static final Set<Integer> NOT_SERVED =
            Set.of(HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_BAD_METHOD);

    private final KubernetesClient client;
    private final Set<String> unreadable = new TreeSet<>();

    Look(KubernetesClient client) {
        this.client = client;
    }

    KubernetesClient client() {
        return client;
    }

    /** What was refused so far, by {@code plural.group}. */
    List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    boolean mayRead(String what) {
        return !unreadable.contains(what);
    }

    /** Empty when there is none, or when the deployer may not know. */
    <T> Optional<T> at(String what, Supplier<@Nullable T> reading) {
        try {
            return Optional.ofNullable(reading.get());
        } catch (KubernetesClientException e) {
            if (NOT_ALLOWED.contains(e.getCode())) {
                unreadable.add(what);
                return Optional.empty();
            }
            if (NOT_SERVED.contains(e.getCode())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The resources of a group and version by name, without subresources; empty where it is not served. */
    List<APIResource> served(String groupVersion) {
        return at(groupVersion, () -> client.getApiResources(groupVersion))
                .map(APIResourceList::getResources)
                .map(found -> Objects.requireNonNullElse(found, List.<APIResource>of()))
                .orElse(List.of());
    }

    boolean serves(String groupVersion, String kind) {
        return served(groupVersion).stream().anyMatch(resource -> kind.equals(resource.getKind()));
    }
}
