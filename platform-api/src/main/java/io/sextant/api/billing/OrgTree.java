package io.sextant.api.billing;

import io.sextant.api.tenancy.TeamId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The organisation's nodes as they hang together when a statement is drawn. */
record OrgTree(List<Node> nodes) {
    OrgTree {
        nodes = List.copyOf(nodes);
    }

    /**
     * A node.
     *
     * @param kind ORGANISATION, DEPARTMENT or TEAM
     * @param parent null for the root
     */
    record Node(UUID id, @Nullable UUID parent, String kind, String slug, String name) {
        boolean isTeam() {
            return "TEAM".equals(kind);
        }
    }

    Optional<Node> bySlug(String slug) {
        return nodes.stream().filter(node -> node.slug().equals(slug)).findFirst();
    }

    Optional<Node> team(TeamId team) {
        return nodes.stream().filter(node -> node.id().equals(team.value())).findFirst();
    }

    /** The nodes right below one, by name. */
    List<Node> children(Node node) {
        return nodes.stream()
                .filter(child -> node.id().equals(child.parent()))
                .sorted(Comparator.comparing(Node::name).thenComparing(Node::slug))
                .toList();
    }

    /** The ids of a node and of everything below it. */
    Set<UUID> within(Node node) {
        Set<UUID> within = new HashSet<>();
        within.add(node.id());
        children(node).forEach(child -> within.addAll(within(child)));
        return within;
    }

    /** The nodes from the root down, each before those below it. */
    List<Node> fromTheRoot() {
        List<Node> ordered = new ArrayList<>();
        nodes.stream().filter(node -> node.parent() == null).forEach(root -> add(root, ordered));
        return ordered;
    }

    private void add(Node node, List<Node> ordered) {
        ordered.add(node);
        children(node).forEach(child -> add(child, ordered));
    }
}
