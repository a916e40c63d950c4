package io.sextant.web.statements;

import io.sextant.api.billing.Statement;
import io.sextant.api.billing.StatementLine;
import io.sextant.api.billing.Statements;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.web.layout.Dates;
import io.sextant.web.layout.Option;
import io.sextant.web.layout.Shown;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes a statement as its page shows it. */
@Component
class StatementPage {
    private final Statements statements;

    StatementPage(Statements statements) {
        this.statements = statements;
    }

    static String name(YearMonth month) {
        return Dates.month(month);
    }

    List<Option> nodes(Actor actor) {
        return statements.nodes(actor).stream()
                .map(node -> new Option(node.slug(), node.name()))
                .toList();
    }

    List<Option> months() {
        return statements.months().stream()
                .map(month -> new Option(month.month().toString(), name(month.month())))
                .toList();
    }

    StatementView view(Statement statement, Actor actor) {
        String query = "?node=" + statement.node() + "&month=" + statement.month();
        return new StatementView(
                nodes(actor),
                statement.node(),
                months(),
                statement.month().toString(),
                statement.nodeName() + ", " + name(statement.month()),
                statement.preliminary() ? "progress" : "ok",
                statement.preliminary() ? "Preliminary" : "Closed",
                period(statement),
                Shown.number(statement.total(), 2),
                Shown.number(statement.gpuHours(), 2),
                statement.unpricedGpuHours().signum() == 0 ? null : Shown.number(statement.unpricedGpuHours(), 2),
                statement.lines().stream()
                        .map(line -> line(line, statement.month()))
                        .toList(),
                "/statements/lines.csv" + query,
                "/statements/focus.csv" + query,
                actor.mayEverywhere(Permission.VIEW_TEAM),
                actor.mayEverywhere(Permission.ADMINISTER) && isClosable(statement.month()),
                actor.mayEverywhere(Permission.ADMINISTER) ? closesLater(statement) : null,
                name(statement.month()));
    }

    private boolean isClosable(YearMonth asked) {
        return statements.months().stream().anyMatch(month -> month.month().equals(asked) && month.closable());
    }

    private @Nullable String closesLater(Statement statement) {
        return !statement.preliminary() || isClosable(statement.month())
                ? null
                : name(statement.month())
                        + " can be closed once its last hour is sealed and every month before it is closed.";
    }

    private static String period(Statement statement) {
        String hours = "Hours that begin from " + Dates.moment(statement.from()) + " until before "
                + Dates.moment(statement.until())
                + (statement.zone().equals("UTC") ? "." : ", a month in " + statement.zone() + ".");
        return statement.closedAt() == null
                ? hours + " It is final once the month is closed: until then hours and corrections may still come."
                : hours + " Closed by " + statement.closedBy() + " on " + Dates.moment(statement.closedAt())
                        + "; what comes late is a correction in the next open month.";
    }

    private static StatementView.Line line(StatementLine line, YearMonth month) {
        return new StatementView.Line(
                line.description(),
                path(line, month),
                note(line),
                Shown.number(line.gpuHours(), 2),
                line.kind() == StatementLine.Kind.NODE
                        ? ""
                        : line.rate() == null ? "no price" : Shown.number(line.rate(), 4),
                Shown.number(line.amount(), 2));
    }

    private static @Nullable String path(StatementLine line, YearMonth month) {
        if (line.node() != null) {
            return "/statements?node=" + line.node() + "&month=" + month;
        }
        return line.deployment() == null ? null : "/deployments/" + line.deployment();
    }

    private static @Nullable String note(StatementLine line) {
        return line.model().isEmpty() ? null : line.model();
    }
}
