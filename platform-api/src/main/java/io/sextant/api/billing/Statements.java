package io.sextant.api.billing;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.isolation.AllTeams;
import io.sextant.api.pricing.Price;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.TeamId;
import io.sextant.api.tenancy.Teams;
import io.sextant.api.usage.AccountingMonths;
import io.sextant.api.usage.BillingCalendar;
import io.sextant.api.usage.ChargeSums;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the nodes of the organisation are charged by month: frozen once a month is closed, preliminary until then. */
@Service
@Transactional(readOnly = true)
public class Statements {
    private static final int MONTHS_SHOWN = 36;

    private final OrgTrees trees;
    private final ChargeSums sums;
    private final AccountingMonths months;
    private final StatementStore store;
    private final Catalog catalog;
    private final Teams teams;

    Statements(
            OrgTrees trees,
            ChargeSums sums,
            AccountingMonths months,
            StatementStore store,
            Catalog catalog,
            Teams teams) {
        this.trees = trees;
        this.sums = sums;
        this.months = months;
        this.store = store;
        this.catalog = catalog;
        this.teams = teams;
    }

    /** The month that now lies in. */
    public YearMonth currentMonth() {
        return months.current();
    }

    /** From the current month back to the first that was charged, three years at most. */
    public List<Month> months() {
        YearMonth current = months.current();
        YearMonth first = months.firstCharged().filter(current::isAfter).orElse(current);
        Optional<YearMonth> closed = months.lastClosed();
        List<Month> all = new ArrayList<>();
        for (YearMonth month = current;
                !month.isBefore(first) && all.size() < MONTHS_SHOWN;
                month = month.minusMonths(1)) {
            YearMonth shown = month;
            boolean isClosed = closed.filter(last -> !shown.isAfter(last)).isPresent();
            boolean isNext =
                    closed.map(last -> last.plusMonths(1)).orElse(first).equals(month);
            all.add(new Month(month, isClosed, !isClosed && isNext && months.isSealed(month)));
        }
        return all;
    }

    /** The nodes whose statements the caller may see, each before those below it. */
    public List<Node> nodes(Actor actor) {
        return trees.now().fromTheRoot().stream()
                .filter(node -> maySee(node, actor))
                .map(Statements::asNode)
                .toList();
    }

    /** The first node that the caller may see the statements of. */
    public Node highest(Actor actor) {
        return nodes(actor).stream()
                .findFirst()
                .orElseThrow(() ->
                        new PlatformProblem.NotFound("team", "", "Ask a platform administrator to add you to a team."));
    }

    /** The root of the tree, which answers for the platform. */
    public Node organisation() {
        return trees.now().fromTheRoot().stream()
                .findFirst()
                .map(Statements::asNode)
                .orElseThrow(() -> new PlatformProblem.NotFound("organisation", "", "Set up the organisation first."));
    }

    /** The statement of a node, by its slug. */
    public Statement of(YearMonth month, String slug, Actor actor) {
        return within(month, slug, actor).getFirst();
    }

    /** The statement of a node, then those of every node below it that has charges. */
    public List<Statement> within(YearMonth month, String slug, Actor actor) {
        OrgTree.Node node = visible(slug, actor);
        Optional<AccountingMonths.Closing> closing = months.closing(month);
        return closing.isPresent() ? frozen(node, month, closing.get()) : preliminary(node, month);
    }

    /** Everything that is to be frozen when a month is closed. */
    List<StatementDrawing.Drawn> drawn(YearMonth month) {
        return StatementDrawing.of(trees.now(), month, sums.billed(month), catalog::gpuTitle).values().stream()
                .filter(statement -> !statement.lines().isEmpty())
                .toList();
    }

    private List<Statement> preliminary(OrgTree.Node node, YearMonth month) {
        OrgTree tree = trees.now();
        Map<UUID, StatementDrawing.Drawn> drawn =
                StatementDrawing.of(tree, month, sums.billed(month), catalog::gpuTitle);
        Set<UUID> within = tree.within(node);
        List<Statement> statements = new ArrayList<>();
        for (OrgTree.Node one : tree.fromTheRoot()) {
            StatementDrawing.Drawn statement = drawn.get(one.id());
            if (statement != null
                    && within.contains(one.id())
                    && (one.equals(node) || !statement.lines().isEmpty())) {
                statements.add(head(statement, month, Optional.empty()));
            }
        }
        return statements;
    }

    private List<Statement> frozen(OrgTree.Node node, YearMonth month, AccountingMonths.Closing closing) {
        List<StatementStore.Frozen> all = store.of(month);
        Set<UUID> within = new HashSet<>(Set.of(node.id()));
        boolean grew = true;
        while (grew) {
            grew = all.stream()
                            .filter(one -> one.parent() != null && within.contains(one.parent()))
                            .filter(one -> within.add(one.node()))
                            .count()
                    > 0;
        }
        List<Statement> statements = new ArrayList<>();
        statements.add(all.stream()
                .filter(one -> one.node().equals(node.id()))
                .findFirst()
                .map(StatementStore.Frozen::statement)
                .orElseGet(() -> head(nothing(node), month, Optional.of(closing))));
        all.stream()
                .filter(one -> within.contains(one.node()) && !one.node().equals(node.id()))
                .map(StatementStore.Frozen::statement)
                .forEach(statements::add);
        return statements;
    }

    private Statement head(StatementDrawing.Drawn drawn, YearMonth month, Optional<AccountingMonths.Closing> closing) {
        BillingCalendar calendar = months.calendar();
        return new Statement(
                month,
                drawn.node().slug(),
                drawn.node().name(),
                drawn.node().kind(),
                calendar.zone().getId(),
                calendar.start(month),
                calendar.end(month),
                closing.isEmpty(),
                closing.map(AccountingMonths.Closing::at).orElse(null),
                closing.map(AccountingMonths.Closing::by).orElse(null),
                Price.CURRENCY,
                StatementLine.gpuHours(drawn.gpuSeconds()),
                StatementLine.gpuHours(drawn.unpricedSeconds()),
                drawn.exactCost(),
                drawn.total(),
                drawn.lines());
    }

    private static StatementDrawing.Drawn nothing(OrgTree.Node node) {
        return new StatementDrawing.Drawn(
                node, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO.setScale(2), List.of());
    }

    OrgTree.Node visible(String slug, Actor actor) {
        // Among all nodes, since asking for another team's statement is a denial.
        OrgTree.Node node = AllTeams.call(trees::now)
                .bySlug(slug)
                .orElseThrow(() -> new PlatformProblem.NotFound(
                        "node", slug, "Choose the organisation, a department or one of your teams."));
        if (node.isTeam()) {
            teams.named(slug, actor);
        } else if (!maySee(node, actor)) {
            throw new PlatformProblem.NotFound(
                    "node", slug, "Statements above a team are for people with a role for the whole organisation.");
        }
        return node;
    }

    private static boolean maySee(OrgTree.Node node, Actor actor) {
        return node.isTeam()
                ? actor.may(Permission.VIEW_TEAM, new TeamId(node.id()))
                : actor.mayEverywhere(Permission.VIEW_TEAM);
    }

    private static Node asNode(OrgTree.Node node) {
        return new Node(node.slug(), node.name(), node.kind());
    }

    /**
     * A month as statements see it.
     *
     * @param closable all its hours are sealed and every month before it is closed
     */
    public record Month(YearMonth month, boolean closed, boolean closable) {}

    /** A node that has statements. */
    public record Node(String slug, String name, String kind) {}
}
