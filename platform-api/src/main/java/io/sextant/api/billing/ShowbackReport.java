package io.sextant.api.billing;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.metrics.TokenCounts;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.usage.AccountingMonths;
import io.sextant.api.usage.ChargeSums;
import java.time.YearMonth;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows who and what costs how much. */
@Service
@Transactional(readOnly = true)
public class ShowbackReport {
    private final Statements statements;
    private final OrgTrees trees;
    private final ChargeSums sums;
    private final TokenCounts tokens;
    private final AccountingMonths months;
    private final Catalog catalog;

    ShowbackReport(
            Statements statements,
            OrgTrees trees,
            ChargeSums sums,
            TokenCounts tokens,
            AccountingMonths months,
            Catalog catalog) {
        this.statements = statements;
        this.trees = trees;
        this.sums = sums;
        this.tokens = tokens;
        this.months = months;
        this.catalog = catalog;
    }

    /** What a month came to for the node of that slug and all below it. */
    public Showback of(YearMonth month, Showback.By by, String slug, Actor actor) {
        OrgTree.Node node = statements.visible(slug, actor);
        return new ShowbackDrawing(
                        trees.now(),
                        node,
                        by,
                        tokens.between(
                                months.calendar().start(month),
                                months.calendar().end(month)),
                        catalog::gpuTitle)
                .of(month, sums.used(month));
    }
}
