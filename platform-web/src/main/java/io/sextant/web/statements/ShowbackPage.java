package io.sextant.web.statements;

import io.sextant.api.billing.Showback;
import io.sextant.api.tenancy.Actor;
import io.sextant.web.layout.Option;
import io.sextant.web.layout.Shown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes a showback as its page shows it. */
@Component
class ShowbackPage {
    private static final String UNKNOWN = "–";
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);
    private static final int MILLION_DIGITS = 6;

    private final StatementPage statements;

    ShowbackPage(StatementPage statements) {
        this.statements = statements;
    }

    static String value(Showback.By by) {
        return by.name().toLowerCase(Locale.ROOT);
    }

    ShowbackView view(Showback showback, Actor actor) {
        BigDecimal total = showback.total().cost();
        String by = value(showback.by());
        return new ShowbackView(
                statements.nodes(actor),
                showback.node(),
                statements.months(),
                showback.month().toString(),
                Arrays.stream(Showback.By.values())
                        .map(one -> new Option(value(one), word(one)))
                        .toList(),
                by,
                word(showback.by()),
                showback.nodeName() + ", " + StatementPage.name(showback.month()),
                Shown.number(total, 2),
                Shown.number(showback.total().gpuHours(), 2),
                showback.total().costPerMillionOutput() == null
                        ? null
                        : perMillion(showback.total().costPerMillionOutput()),
                showback.rows().stream().map(row -> row(row, showback, total)).toList(),
                "/showback.csv?node=" + showback.node() + "&month=" + showback.month() + "&by=" + by);
    }

    private static ShowbackView.Row row(Showback.Row row, Showback showback, BigDecimal total) {
        return new ShowbackView.Row(
                row.label(),
                path(row, showback),
                Shown.number(row.gpuHours(), 2),
                Shown.number(row.cost(), 2),
                total.signum() == 0
                        ? UNKNOWN
                        : Shown.number(row.cost().multiply(PERCENT).divide(total, 1, RoundingMode.HALF_UP), 1),
                row.generatedTokens() == null
                        ? UNKNOWN
                        : Shown.number(BigDecimal.valueOf(row.generatedTokens(), MILLION_DIGITS), 3),
                perMillion(row.costPerMillionOutput()),
                perMillion(row.costPerMillionTokens()));
    }

    private static @Nullable String path(Showback.Row row, Showback showback) {
        boolean known = !row.key().isEmpty() && !row.key().equals("reserved-idle");
        return switch (showback.by()) {
            case NODE, TEAM -> "/showback?by=deployment&node=" + row.key() + "&month=" + showback.month();
            case DEPLOYMENT -> known ? "/deployments/" + row.key() : null;
            case MODEL -> known ? "/catalog/models/" + row.key() : null;
            case GPU -> null;
        };
    }

    private static String perMillion(@Nullable BigDecimal cost) {
        return cost == null ? UNKNOWN : Shown.number(cost, 2);
    }

    private static String word(Showback.By by) {
        return switch (by) {
            case NODE -> "Part of the organisation";
            case TEAM -> "Team";
            case MODEL -> "Model";
            case DEPLOYMENT -> "Deployment";
            case GPU -> "GPU";
        };
    }
}
