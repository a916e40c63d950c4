package io.sextant.api.budget.web;

import io.sextant.api.budget.Budget;
import io.sextant.api.budget.BudgetDraft;
import io.sextant.api.budget.BudgetLadder;
import io.sextant.api.budget.BudgetStanding;
import io.sextant.api.budget.Budgets;
import io.sextant.api.budget.Ladder;
import io.sextant.api.budget.SpendForecast;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.web.EntityRevision;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(BudgetController.PATH)
class BudgetController {
    static final String PATH = "/api/v1/budgets";

    private final Budgets budgets;
    private final BudgetLadder ladder;

    BudgetController(Budgets budgets, BudgetLadder ladder) {
        this.budgets = budgets;
        this.ladder = ladder;
    }

    @GetMapping
    @Requires(Permission.VIEW_TEAM)
    Page<BudgetBody> list(
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            Actor actor) {
        List<BudgetBody> bodies =
                budgets.visibleTo(actor).stream().map(BudgetBody::of).toList();
        return Page.of(
                bodies.stream()
                        .sorted((one, other) -> one.key().compareTo(other.key()))
                        .toList(),
                BudgetBody::key,
                PageRequest.of(pageSize, pageToken));
    }

    @PostMapping
    @Requires(Permission.ADMINISTER)
    ResponseEntity<BudgetBody> create(@RequestBody BudgetDraft draft, Actor actor) {
        BudgetStanding created = budgets.create(draft, actor);
        return ResponseEntity.created(URI.create(PATH + "/" + created.budget().id()))
                .eTag(etag(created))
                .body(BudgetBody.of(created));
    }

    @GetMapping("/{id}")
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<BudgetBody> one(@PathVariable UUID id, Actor actor) {
        return answer(budgets.one(id, actor));
    }

    @PutMapping("/{id}")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<BudgetBody> change(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody BudgetDraft draft,
            Actor actor) {
        return answer(budgets.change(id, EntityRevision.required(ifMatch).number(), draft, actor));
    }

    /** No budget any more; its history stays. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.ADMINISTER)
    void end(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        budgets.end(id, EntityRevision.required(ifMatch).number(), actor);
    }

    /** More for a while; it ends by itself. */
    @PostMapping("/{id}/raises")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<BudgetBody> raise(@PathVariable UUID id, @RequestBody RaiseRequest request, Actor actor) {
        return answer(budgets.raise(id, request.amount(), request.expiresAt(), request.reason(), actor));
    }

    /** Where it stands on its ladder, and where it stood in this period. */
    @GetMapping("/{id}/ladder")
    @Requires(Permission.VIEW_TEAM)
    Ladder ladder(@PathVariable UUID id, Actor actor) {
        return ladder.of(budgets.one(id, actor));
    }

    /** Stops production for a budget that is used up; nothing but this does. */
    @PostMapping("/{id}/production-stop")
    @Requires(Permission.ADMINISTER)
    Ladder stopProduction(@PathVariable UUID id, @RequestBody Decision decision, Actor actor) {
        ladder.stopProduction(id, decision.reason(), actor);
        return ladder.of(budgets.one(id, actor));
    }

    private static ResponseEntity<BudgetBody> answer(BudgetStanding standing) {
        return ResponseEntity.ok().eTag(etag(standing)).body(BudgetBody.of(standing));
    }

    private static String etag(BudgetStanding standing) {
        return new EntityRevision(standing.budget().revision()).etag();
    }

    /** Why it is decided so. */
    record Decision(@Nullable String reason) {}

    /** By how much, until when and why. */
    record RaiseRequest(
            @Nullable BigDecimal amount,
            @Nullable Instant expiresAt,
            @Nullable String reason) {}

    /**
     * A budget and how it stands.
     *
     * @param limit amount and raises in force
     * @param accrued cost of sealed hours of the period that lasts from {@code from} until {@code until}
     * @param committed what is held now, from {@code accruedUntil} for the rest of the period
     */
    record BudgetBody(
            UUID id,
            String node,
            String nodeName,
            String period,
            String mode,
            String currency,
            BigDecimal amount,
            BigDecimal limit,
            Instant from,
            Instant until,
            BigDecimal accrued,
            Instant accruedUntil,
            BigDecimal committed,
            BigDecimal free,
            SpendForecast forecast,
            List<Budget.Raise> raises,
            List<BudgetStanding.Alert> alerts) {
        static BudgetBody of(BudgetStanding standing) {
            Budget budget = standing.budget();
            return new BudgetBody(
                    budget.id(),
                    budget.node(),
                    budget.nodeName(),
                    written(budget.period()),
                    written(budget.mode()),
                    budget.currency(),
                    budget.amount(),
                    budget.limit(),
                    standing.from(),
                    standing.until(),
                    standing.accrued(),
                    standing.accruedUntil(),
                    standing.committed(),
                    standing.free(),
                    standing.forecast(),
                    budget.raises(),
                    standing.alerts());
        }

        String key() {
            return node + " " + period + " " + id;
        }

        private static String written(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
