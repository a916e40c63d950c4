package io.sextant.web.approvals;

import io.sextant.api.approval.ApprovalRequest;
import io.sextant.api.approval.Approvals;
import io.sextant.api.approval.BulkDecision;
import io.sextant.api.catalog.Catalog;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaRequests;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Teams;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.Option;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What waits for the reader's decision, what was asked for, and decisions on several at once. */
@Controller
class InboxController {
    private static final String MINE = "mine";
    private static final String ALL = "all";

    private final Approvals approvals;
    private final BulkDecision bulk;
    private final QuotaRequests quotaRequests;
    private final Teams teams;
    private final Catalog catalog;

    InboxController(Approvals approvals, BulkDecision bulk, QuotaRequests quotaRequests, Teams teams, Catalog catalog) {
        this.approvals = approvals;
        this.bulk = bulk;
        this.quotaRequests = quotaRequests;
        this.teams = teams;
        this.catalog = catalog;
    }

    @GetMapping("/approvals")
    @Requires(Permission.VIEW_TEAM)
    String list(
            @RequestParam(defaultValue = MINE) String show,
            @RequestParam(defaultValue = "") String team,
            @RequestParam(name = "page_token") @Nullable String pageToken,
            Actor actor,
            Model model) {
        return show(show, team, pageToken, null, actor, model);
    }

    /** Each is decided for itself; the page after it tells what came of each. */
    @PostMapping("/approvals/decisions")
    @Requires(Permission.VIEW_TEAM)
    String decide(
            @RequestParam(name = "item", required = false) @Nullable List<String> items,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            boolean approve = decision.equals("approve");
            List<BulkDecision.Item> chosen = read(items == null ? List.of() : items);
            ArrayList<Flash> outcomes = new ArrayList<>();
            bulk.decide(chosen, approve, reason, actor).forEach(result -> outcomes.add(outcome(result, actor)));
            redirect.addFlashAttribute("outcomes", outcomes);
            return "redirect:/approvals";
        } catch (PlatformProblem.Invalid invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("chosen", items == null ? List.of() : items);
            model.addAttribute("reason", reason);
            return show(
                    MINE,
                    "",
                    null,
                    invalid.errors().stream()
                            .map(FieldError::message)
                            .findFirst()
                            .orElse(invalid.detail()),
                    actor,
                    model);
        }
    }

    private String show(
            String show, String team, @Nullable String pageToken, @Nullable String problem, Actor actor, Model model) {
        boolean mine = show.equals(MINE);
        ApprovalRequest.State state = mine || show.equals(ALL) ? null : state(show);
        Team asked = team.isEmpty() ? null : teams.named(team, actor);
        PageRequest request = PageRequest.of(null, pageToken);
        Page<ApprovalRequest> page =
                mine ? approvals.toDecide(asked, request, actor) : approvals.list(asked, state, request, actor);
        String here = "/approvals?show=" + show + "&team=" + team;
        model.addAttribute("show", show);
        model.addAttribute("mine", mine);
        model.addAttribute("team", team);
        model.addAttribute("problem", problem);
        model.addAttribute("shows", shows());
        model.addAttribute(
                "teams",
                teams.visibleTo(actor).stream()
                        .map(one -> new Option(one.slug(), one.name()))
                        .toList());
        model.addAttribute("requests", page.items().stream().map(this::row).toList());
        model.addAttribute("firstPath", pageToken == null ? null : here);
        model.addAttribute(
                "nextPath",
                page.nextPageToken() == null
                        ? null
                        : here + "&page_token=" + URLEncoder.encode(page.nextPageToken(), StandardCharsets.UTF_8));
        model.addAttribute(
                "quotaRequests",
                quotaRequests.visibleTo(actor).stream()
                        .filter(one -> QuotaRequests.mayDecide(one, actor))
                        .map(one -> new QuotaRow(
                                "/quotas/requests/" + one.id(),
                                one.nodeName(),
                                catalog.gpuName(one.pool().gpuProduct()) + " in "
                                        + one.pool().cluster(),
                                one.reason()))
                        .toList());
        model.addAttribute("approves", actor.mayAnywhere(Permission.APPROVE));
        return "approvals/list";
    }

    private RequestRow row(ApprovalRequest request) {
        return RequestRow.of(request, catalog.gpuName(request.pool().gpuProduct()));
    }

    private static List<Option> shows() {
        List<Option> shows = new ArrayList<>(
                List.of(new Option(MINE, "Waiting for my decision"), new Option(ALL, "All that needed approval")));
        Arrays.stream(ApprovalRequest.State.values())
                .map(state -> new Option(state.name().toLowerCase(Locale.ROOT), state.label()))
                .forEach(shows::add);
        return shows;
    }

    private static ApprovalRequest.State state(String show) {
        return Arrays.stream(ApprovalRequest.State.values())
                .filter(state -> state.name().equalsIgnoreCase(show))
                .findFirst()
                .orElse(ApprovalRequest.State.WAITING);
    }

    private static List<BulkDecision.Item> read(List<String> items) {
        try {
            return items.stream()
                    .map(item -> item.split(":", -1))
                    .map(parts -> new BulkDecision.Item(UUID.fromString(parts[0]), Integer.parseInt(parts[1])))
                    .toList();
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new PlatformProblem.Invalid("/items", "malformed", "Choose requests of the list.");
        }
    }

    private Flash outcome(BulkDecision.Result result, Actor actor) {
        ApprovalRequest request = result.request();
        PlatformProblem refused = result.refused();
        if (request != null) {
            return new Flash("ok", request.deploymentName() + ": " + RequestRow.decided(request));
        }
        return new Flash(
                "attention",
                nameOf(result.id(), actor) + ": " + (refused == null ? "" : refused.detail() + " " + refused.remedy()));
    }

    private String nameOf(UUID id, Actor actor) {
        try {
            return approvals.one(id, actor).deploymentName();
        } catch (PlatformProblem.NotFound hidden) {
            return id.toString();
        }
    }

    /** A request for quota that the reader may decide on; it has a page of its own. */
    record QuotaRow(String path, String team, String pool, String reason) {}
}
