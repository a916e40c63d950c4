package io.sextant.api.billing.web;

import io.sextant.api.billing.CloseMonth;
import io.sextant.api.billing.FocusExport;
import io.sextant.api.billing.Statement;
import io.sextant.api.billing.StatementCsv;
import io.sextant.api.billing.Statements;
import io.sextant.api.paging.Page;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.time.YearMonth;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/statements")
class StatementController {
    private static final String CSV = "text/csv;charset=UTF-8";

    private final Statements statements;
    private final CloseMonth closing;

    StatementController(Statements statements, CloseMonth closing) {
        this.statements = statements;
        this.closing = closing;
    }

    /** The months there are statements for, the current one first. */
    @GetMapping
    @Requires(Permission.VIEW_TEAM)
    Page<Statements.Month> months() {
        return Page.whole(statements.months());
    }

    /** What a node, by its slug, is charged for a month such as 2026-11. */
    @GetMapping("/{month}/{node}")
    @Requires(Permission.VIEW_TEAM)
    Statement one(@PathVariable YearMonth month, @PathVariable String node, Actor actor) {
        return statements.of(month, node, actor);
    }

    @GetMapping(path = "/{month}/{node}/lines.csv", produces = CSV)
    @Requires(Permission.VIEW_TEAM)
    String csv(@PathVariable YearMonth month, @PathVariable String node, Actor actor) {
        return StatementCsv.of(statements.of(month, node, actor));
    }

    /** All charges of a node and of those below it in the columns of FOCUS 1.2. */
    @GetMapping(path = "/{month}/{node}/focus.csv", produces = CSV)
    @Requires(Permission.VIEW_TEAM)
    String focus(@PathVariable YearMonth month, @PathVariable String node, Actor actor) {
        return FocusExport.of(statements.organisation(), statements.within(month, node, actor));
    }

    /** Closes a month for good; its statements do not change any more. */
    @PostMapping("/{month}/closing")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<Void> close(@PathVariable YearMonth month, Actor actor) {
        closing.close(month, actor);
        return ResponseEntity.noContent().build();
    }
}
