package io.sextant.api.tenancy;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.problem.PlatformProblem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes the tree of the organisation, departments and teams; what was there stays, for the history that refers to it. */
@Service
@Transactional
public class OrganisationTree {
    private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9-]{1,40}[a-z0-9]");
    private static final Set<String> RESERVED = Set.of("file");
    private static final int LONGEST_NAME = 100;

    private final OrgNodes nodes;
    private final List<UnitUse> uses;
    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    OrganisationTree(OrgNodes nodes, List<UnitUse> uses, JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.nodes = nodes;
        this.uses = uses;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Every node, each behind the one above it, by name among its siblings; for who may not see every team only their own ones
     * and what lies above them.
     */
    @Transactional(readOnly = true)
    public List<OrgUnit> all(Actor actor) {
        Map<String, Integer> members =
                jdbc.sql("""
                        select n.slug, count(*) as members
                          from user_team_role r
                          join org_node n on n.id = r.team_id
                         group by n.slug
                        """).query((row, n) -> Map.entry(row.getString("slug"), row.getInt("members"))).list().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Map<String, List<OrgNode>> children = nodes.findAllByOrderByName().stream()
                .filter(node -> node.parent() != null)
                .collect(Collectors.groupingBy(
                        node -> Objects.requireNonNull(node.parent()).slug()));
        List<OrgUnit> all = new ArrayList<>();
        nodes.findByKind(OrgUnit.Kind.ORGANISATION).forEach(root -> add(root, 0, children, members, all));
        return actor.mayEverywhere(Permission.VIEW_TEAM) ? all : ownPart(all, actor);
    }

    private static List<OrgUnit> ownPart(List<OrgUnit> all, Actor actor) {
        Set<String> shown = actor.ownTeams().stream().map(Team::slug).collect(Collectors.toCollection(HashSet::new));
        // From below: a node is shown before what lies above it is looked at.
        for (OrgUnit unit : all.reversed()) {
            if (shown.contains(unit.slug()) && unit.parent() != null) {
                shown.add(unit.parent());
            }
        }
        return all.stream().filter(unit -> shown.contains(unit.slug())).toList();
    }

    private static void add(
            OrgNode node,
            int depth,
            Map<String, List<OrgNode>> children,
            Map<String, Integer> members,
            List<OrgUnit> all) {
        all.add(node.asUnit(depth, members.getOrDefault(node.slug(), 0)));
        children.getOrDefault(node.slug(), List.of()).stream()
                .sorted(Comparator.comparing(OrgNode::name))
                .forEach(child -> add(child, depth + 1, children, members, all));
    }

    /** Adds a department or a team below an organisation or department. */
    public OrgUnit create(
            OrgUnit.@Nullable Kind kind,
            @Nullable String slug,
            @Nullable String name,
            @Nullable String parent,
            Actor actor) {
        begin(actor);
        if (kind == null || kind == OrgUnit.Kind.ORGANISATION) {
            throw new PlatformProblem.Invalid("/kind", "kind", "Add a DEPARTMENT or a TEAM.");
        }
        if (slug == null || !SLUG.matcher(slug).matches()) {
            throw new PlatformProblem.Invalid(
                    "/slug",
                    "form",
                    "A slug is 3 to 42 lower-case letters, digits and hyphens, begins with a letter and ends with none.");
        }
        if (RESERVED.contains(slug)) {
            throw new PlatformProblem.Invalid("/slug", "reserved", "An address of the platform has this name.");
        }
        String usable = usable(name);
        if (nodes.findBySlug(slug).isPresent()) {
            throw new PlatformProblem.Conflict(
                    "slug-taken",
                    "The slug is taken",
                    "There is or was a node \"" + slug + "\"; its history keeps the slug.",
                    "Choose another one.",
                    Map.of("slug", slug));
        }
        OrgNode above = parent(parent);
        OrgNode node = nodes.save(new OrgNode(above, kind, slug, usable, clock.instant()));
        return recorded("create", null, node, actor);
    }

    /** Gives it another name; its slug stays. */
    public OrgUnit rename(String slug, int revision, @Nullable String name, Actor actor) {
        String usable = usable(name);
        return change("rename", slug, revision, actor, node -> node.rename(usable));
    }

    /** Puts it, with all below it, under another node. */
    public OrgUnit move(String slug, int revision, @Nullable String newParent, Actor actor) {
        return change("move", slug, revision, actor, node -> {
            OrgNode above = parent(newParent);
            if (node.kind() == OrgUnit.Kind.ORGANISATION || above.isWithin(node)) {
                throw new PlatformProblem.Conflict(
                        "not-a-tree",
                        "It would lie below itself",
                        "%s cannot come to lie below %s.".formatted(node.name(), above.name()),
                        "Choose a node that is not part of it.",
                        Map.of("node", slug));
            }
            uses.forEach(use -> use.moving(node.uuid(), above.uuid()));
            node.moveBelow(above);
        });
    }

    /** Takes it out of use, once nothing is left in it: nobody acts in it any more, and its history stays. */
    public OrgUnit archive(String slug, int revision, Actor actor) {
        return change("archive", slug, revision, actor, node -> {
            if (node.kind() == OrgUnit.Kind.ORGANISATION) {
                throw new PlatformProblem.Conflict(
                        "organisation-stays",
                        "The organisation stays",
                        node.name() + " is the organisation itself, which is always in use.",
                        "Archive what lies below it.",
                        Map.of("node", node.slug()));
            }
            List<String> below = nodes.findAllByOrderByName().stream()
                    .filter(other -> !other.isArchived() && other.isChildOf(node))
                    .map(other -> "\"" + other.name() + "\" below it")
                    .toList();
            refuse("Something is left in it", node, (use, unit) -> use.againstArchiving(unit.uuid()), below);
            node.archive(clock.instant());
        });
    }

    /** Takes it back into use. */
    public OrgUnit restore(String slug, int revision, Actor actor) {
        return change("restore", slug, revision, actor, node -> {
            OrgNode above = node.parent();
            if (above != null && above.isArchived()) {
                throw archived(above);
            }
            node.restore();
        });
    }

    private OrgUnit change(String verb, String slug, int revision, Actor actor, Consumer<OrgNode> change) {
        begin(actor);
        OrgNode node = existing(slug);
        node.requireRevision(revision);
        OrgUnit before = node.asUnit(0, 0);
        change.accept(node);
        return recorded(verb, before, nodes.save(node), actor);
    }

    // One change of the tree at a time: two moves at once could make a ring.
    private void begin(Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        jdbc.sql("lock table org_node in share row exclusive mode").update();
    }

    private OrgUnit recorded(String verb, @Nullable OrgUnit before, OrgNode node, Actor actor) {
        OrgUnit after = node.asUnit(0, 0);
        audit.record(
                actor.who(),
                AuditEvent.of("organisation." + verb, after.kind().name().toLowerCase(Locale.ROOT), after.slug())
                        .inTeam(after.kind() == OrgUnit.Kind.TEAM ? after.slug() : null)
                        .from(before == null ? null : told(before))
                        .to(told(after)));
        return after;
    }

    private static Map<String, Object> told(OrgUnit unit) {
        return Map.of("name", unit.name(), "parent", String.valueOf(unit.parent()), "archived", unit.archived());
    }

    private void refuse(
            String title, OrgNode node, BiFunction<UnitUse, OrgNode, List<String>> question, List<String> more) {
        List<String> reasons = new ArrayList<>(more);
        uses.forEach(use -> reasons.addAll(question.apply(use, node)));
        if (!reasons.isEmpty()) {
            throw new PlatformProblem.Conflict(
                    "unit-in-use",
                    title,
                    "%s has %s.".formatted(node.name(), String.join("; ", reasons)),
                    "End or move these first.",
                    Map.of("node", node.slug(), "remaining", reasons));
        }
    }

    private OrgNode parent(@Nullable String slug) {
        OrgNode parent = existing(slug == null ? "" : slug);
        if (parent.isTeam()) {
            throw new PlatformProblem.Invalid("/parent", "a-team", "Nothing lies below a team.");
        }
        if (parent.isArchived()) {
            throw archived(parent);
        }
        return parent;
    }

    private static PlatformProblem archived(OrgNode node) {
        return new PlatformProblem.Conflict(
                "unit-archived",
                "It is archived",
                node.name() + " is out of use.",
                "Take it back into use first, or choose another node.",
                Map.of("node", node.slug()));
    }

    private OrgNode existing(String slug) {
        return nodes.findBySlug(slug)
                .orElseThrow(() -> new PlatformProblem.NotFound(
                        "node", slug, "GET /api/v1/organisation lists the nodes there are."));
    }

    private static String usable(@Nullable String name) {
        if (name == null || name.isBlank() || name.strip().length() > LONGEST_NAME) {
            throw new PlatformProblem.Invalid(
                    "/name", "length", "Give it a name of 1 to " + LONGEST_NAME + " characters.");
        }
        return name.strip();
    }
}
