package io.sextant.web.statements;

import io.sextant.api.billing.CloseMonth;
import io.sextant.api.billing.FocusExport;
import io.sextant.api.billing.StatementCsv;
import io.sextant.api.billing.Statements;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Attachment;
import io.sextant.web.layout.Flash;
import java.time.DateTimeException;
import java.time.YearMonth;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
class StatementController {
    private final Statements statements;
    private final CloseMonth closing;
    private final StatementPage page;

    StatementController(Statements statements, CloseMonth closing, StatementPage page) {
        this.statements = statements;
        this.closing = closing;
        this.page = page;
    }

    @GetMapping("/statements")
    @Requires(Permission.VIEW_TEAM)
    String statement(
            @RequestParam(defaultValue = "") String node,
            @RequestParam(defaultValue = "") String month,
            Actor actor,
            Model model) {
        model.addAttribute(
                "statement", page.view(statements.of(month(month, statements), node(node, actor), actor), actor));
        return "statements/statement";
    }

    @GetMapping("/statements/lines.csv")
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<byte[]> lines(@RequestParam String node, @RequestParam String month, Actor actor) {
        return Attachment.csv(
                node + "-" + month + ".csv", StatementCsv.of(statements.of(month(month, statements), node, actor)));
    }

    @GetMapping("/statements/focus.csv")
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<byte[]> focus(@RequestParam String node, @RequestParam String month, Actor actor) {
        return Attachment.csv(
                node + "-" + month + "-focus-1.2.csv",
                FocusExport.of(statements.organisation(), statements.within(month(month, statements), node, actor)));
    }

    @PostMapping("/statements/closing")
    @Requires(Permission.ADMINISTER)
    String close(
            @RequestParam String month,
            @RequestParam String node,
            @RequestParam(defaultValue = "false") boolean sure,
            Actor actor,
            RedirectAttributes redirect) {
        YearMonth closed = month(month, statements);
        try {
            if (sure) {
                closing.close(closed, actor);
                Flash.ok(redirect, StatementPage.name(closed) + " is closed; its statements do not change any more.");
            } else {
                Flash.attention(redirect, "Nothing was closed: tick that it cannot be taken back, and close it then.");
            }
        } catch (PlatformProblem.Conflict refused) {
            Flash.attention(redirect, refused.detail() + " " + refused.remedy());
        }
        redirect.addAttribute("node", node);
        redirect.addAttribute("month", month);
        return "redirect:/statements";
    }

    static YearMonth month(String month, Statements statements) {
        if (month.isEmpty()) {
            return statements.currentMonth();
        }
        try {
            return YearMonth.parse(month);
        } catch (DateTimeException e) {
            throw new PlatformProblem.Invalid(
                    "month", "not-a-month", "\"" + month + "\" is not a month such as 2026-11.");
        }
    }

    private String node(String slug, Actor actor) {
        return slug.isEmpty() ? statements.highest(actor).slug() : slug;
    }
}
