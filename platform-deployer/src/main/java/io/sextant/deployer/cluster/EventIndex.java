package io.sextant.deployer.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Events by the object they are about, and by what that object was made for. */
public final class EventIndex {
    private final Map<Named.Name, List<EventView>> byName = new HashMap<>();
    private final Map<Named.Name, List<EventView>> byMaker = new HashMap<>();

    EventIndex(Collection<EventView> events) {
        for (EventView event : events) {
            put(byName, event, event.name());
            switch (event.kind()) {
                case "ReplicaSet" -> put(byMaker, event, cut(event.name()));
                case "Pod" -> {
                    put(byMaker, event, cut(event.name()));
                    put(byMaker, event, cut(cut(event.name())));
                }
                default -> {}
            }
        }
    }

    private static void put(Map<Named.Name, List<EventView>> index, EventView event, String name) {
        if (!name.isEmpty()) {
            index.computeIfAbsent(new Named.Name(event.namespace(), name), _ -> new ArrayList<>())
                    .add(event);
        }
    }

    /** A name without the ending that a controller gave it. */
    private static String cut(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('-')));
    }

    /** Events about objects of any kind with this name. */
    public List<EventView> about(String namespace, String name) {
        return byName.getOrDefault(new Named.Name(namespace, name), List.of());
    }

    /** Events about the ReplicaSets of a Deployment and their pods, those already gone included. */
    public List<EventView> ofDeployment(String namespace, String name) {
        return made(namespace, name).stream()
                .filter(event -> event.kind().equals("ReplicaSet")
                        ? cut(event.name()).equals(name)
                        : cut(cut(event.name())).equals(name))
                .toList();
    }

    /** Events about the pods of a Job, those already gone included. */
    public List<EventView> ofJob(String namespace, String name) {
        return made(namespace, name).stream()
                .filter(event -> event.kind().equals("Pod") && cut(event.name()).equals(name))
                .toList();
    }

    private List<EventView> made(String namespace, String name) {
        return byMaker.getOrDefault(new Named.Name(namespace, name), List.of());
    }
}
