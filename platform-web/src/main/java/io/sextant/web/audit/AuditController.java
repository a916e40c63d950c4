package io.sextant.web.audit;

import io.sextant.api.audit.AuditEntry;
import io.sextant.api.auditing.AuditExport;
import io.sextant.api.auditing.ReadAudit;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Teams;
import io.sextant.web.layout.FormState;
import io.sextant.web.layout.Option;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/** Shows the audit trail to auditors and administrators. */
@Controller
@RequestMapping("/audit")
class AuditController {
    private static final String PATH = "/audit";
    private static final List<Option> RESULTS =
            List.of(new Option("", "Any"), new Option("DONE", "Done"), new Option("DENIED", "Denied"));

    private final ReadAudit trail;
    private final AuditExport export;
    private final Teams teams;
    private final JsonMapper json;

    AuditController(ReadAudit trail, AuditExport export, Teams teams, JsonMapper json) {
        this.trail = trail;
        this.export = export;
        this.teams = teams;
        this.json = json;
    }

    @GetMapping
    @Requires(Permission.VIEW_AUDIT)
    String list(
            @ModelAttribute("typed") AuditFilterForm typed,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            Actor actor,
            Model model) {
        Page<AuditEntry> page = trail.find(typed.filter(), PageRequest.of(null, pageToken), actor);
        FormState.add(model, "filter", typed, List.of());
        model.addAttribute("entries", page.items().stream().map(AuditRow::of).toList());
        model.addAttribute("narrow", typed.filter().isNarrow());
        model.addAttribute("teams", teamOptions(actor));
        model.addAttribute("results", RESULTS);
        model.addAttribute("exportPath", typed.path(PATH + "/export.jsonl", null));
        model.addAttribute("firstPath", pageToken == null ? null : typed.path(PATH, null));
        model.addAttribute("nextPath", page.nextPageToken() == null ? null : typed.path(PATH, page.nextPageToken()));
        return "audit/list";
    }

    @GetMapping("/entries/{entry}")
    @Requires(Permission.VIEW_AUDIT)
    String entry(@PathVariable long entry, Actor actor, Model model) {
        model.addAttribute("entry", EntryView.of(trail.one(entry, actor), json));
        return "audit/entry";
    }

    @GetMapping("/export.jsonl")
    @Requires(Permission.VIEW_AUDIT)
    void export(@ModelAttribute("typed") AuditFilterForm typed, Actor actor, HttpServletResponse response)
            throws IOException {
        export.write(typed.filter(), actor, response);
    }

    @GetMapping("/verification")
    @Requires(Permission.VIEW_AUDIT)
    String verify(Actor actor, Model model) {
        model.addAttribute("outcome", VerificationView.of(trail.verify(null, actor)));
        return "audit/verification";
    }

    private List<Option> teamOptions(Actor actor) {
        List<Option> options = new ArrayList<>();
        options.add(new Option("", "Any"));
        teams.visibleTo(actor).forEach(team -> options.add(new Option(team.slug(), team.name())));
        return options;
    }
}
