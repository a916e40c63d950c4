package io.sextant.web.statements;

import io.sextant.api.billing.Showback;
import io.sextant.api.billing.ShowbackCsv;
import io.sextant.api.billing.ShowbackReport;
import io.sextant.api.billing.Statements;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Attachment;
import java.util.Arrays;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class ShowbackController {
    private final ShowbackReport report;
    private final Statements statements;
    private final ShowbackPage page;

    ShowbackController(ShowbackReport report, Statements statements, ShowbackPage page) {
        this.report = report;
        this.statements = statements;
        this.page = page;
    }

    @GetMapping("/showback")
    @Requires(Permission.VIEW_TEAM)
    String showback(
            @RequestParam(defaultValue = "") String node,
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "team") String by,
            Actor actor,
            Model model) {
        model.addAttribute("showback", page.view(asked(node, month, by, actor), actor));
        return "statements/showback";
    }

    @GetMapping("/showback.csv")
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<byte[]> csv(
            @RequestParam(defaultValue = "") String node,
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "team") String by,
            Actor actor) {
        Showback showback = asked(node, month, by, actor);
        return Attachment.csv(
                showback.node() + "-" + showback.month() + "-by-" + by + ".csv", ShowbackCsv.of(showback));
    }

    private Showback asked(String node, String month, String by, Actor actor) {
        Showback.By dimension = Arrays.stream(Showback.By.values())
                .filter(one -> ShowbackPage.value(one).equals(by))
                .findFirst()
                .orElseThrow(() -> new PlatformProblem.Invalid(
                        "by", "unknown", "Costs are told apart by node, team, model, deployment or gpu."));
        return report.of(
                StatementController.month(month, statements),
                dimension,
                node.isEmpty() ? statements.highest(actor).slug() : node,
                actor);
    }
}
