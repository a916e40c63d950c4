package io.sextant.deployer.intent;

import io.sextant.contract.desired.DesiredDeployment;
import io.sextant.contract.desired.FormerRelease;
import io.sextant.contract.desired.Manifest;
import io.sextant.contract.desired.Presence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What the deployments that are to stay have in use, by namespace. */
final class Neighbours {
    private final Map<String, Map<String, Set<UUID>>> services = new HashMap<>();
    private final Map<String, Set<String>> caches = new HashMap<>();

    Neighbours(List<DesiredDeployment> all) {
        all.stream().filter(desired -> desired.presence() != Presence.GONE).forEach(desired -> {
            Map<String, Set<UUID>> claimed = services.computeIfAbsent(desired.namespace(), _ -> new HashMap<>());
            claims(desired)
                    .forEach(name ->
                            claimed.computeIfAbsent(name, _ -> new HashSet<>()).add(desired.id()));
            Set<String> used = caches.computeIfAbsent(desired.namespace(), _ -> new HashSet<>());
            Stream.concat(
                            Stream.of(desired.nimCache()),
                            desired.former().stream().map(FormerRelease::nimCache))
                    .map(Manifest::name)
                    .forEach(used::add);
        });
    }

    /** Whether another deployment that is not leaving claims a NIMService of this one. */
    boolean contest(DesiredDeployment desired) {
        Map<String, Set<UUID>> claimed = services.getOrDefault(desired.namespace(), Map.of());
        return claims(desired)
                .flatMap(name -> claimed.getOrDefault(name, Set.of()).stream())
                .anyMatch(claimant -> !claimant.equals(desired.id()));
    }

    /** The NIMCaches that are in use in a namespace. */
    Set<String> caches(String namespace) {
        return Set.copyOf(caches.getOrDefault(namespace, Set.of()));
    }

    private static Stream<String> claims(DesiredDeployment desired) {
        return Stream.concat(
                Stream.of(desired.nimService().name()),
                desired.former().stream().map(former -> former.nimService().name()));
    }
}
