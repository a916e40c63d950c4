package io.sextant.api.orgfile;

import io.sextant.api.approval.ApprovalPolicies;
import io.sextant.api.approval.ApprovalPolicy;
import io.sextant.api.budget.Budget;
import io.sextant.api.budget.BudgetDraft;
import io.sextant.api.budget.Budgets;
import io.sextant.api.pricing.Price;
import io.sextant.api.pricing.PriceBook;
import io.sextant.api.pricing.PriceDraft;
import io.sextant.api.pricing.PriceEntry;
import io.sextant.api.pricing.PriceRecording;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaAdministration;
import io.sextant.api.quota.QuotaEdit;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.QuotaTerms;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.OrgUnit;
import io.sextant.api.tenancy.OrganisationTree;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes one change the way a person would: by the use case that is there for it, with its rules and its trace. */
@Component
class FileSteps {
    private static final String REASON = "By the organisation's file.";

    private final OrganisationTree tree;
    private final QuotaAdministration quotas;
    private final PriceRecording prices;
    private final PriceBook book;
    private final Budgets budgets;
    private final ApprovalPolicies policies;

    FileSteps(
            OrganisationTree tree,
            QuotaAdministration quotas,
            PriceRecording prices,
            PriceBook book,
            Budgets budgets,
            ApprovalPolicies policies) {
        this.tree = tree;
        this.quotas = quotas;
        this.prices = prices;
        this.book = book;
        this.budgets = budgets;
        this.policies = policies;
    }

    void make(Change change, OrgState state, Actor actor) {
        boolean stated = change.after() != null;
        switch (change.entry()) {
            case Entry.Node node -> node(node, stated, state, actor);
            case Entry.Quota quota -> quota(quota, stated, actor);
            case Entry.Priced _ -> price(change, state, actor);
            case Entry.Budget budget -> budget(budget, stated, state, actor);
            case Entry.Policy policy -> policy(policy, stated, state, actor);
        }
    }

    private void node(Entry.Node wanted, boolean stated, OrgState state, Actor actor) {
        OrgUnit now = state.unit(wanted.slug());
        if (now == null) {
            tree.create(wanted.kind(), wanted.slug(), wanted.name(), wanted.parent(), actor);
        } else if (stated) {
            change(now, wanted, actor);
        } else {
            tree.archive(now.slug(), now.revision(), actor);
        }
    }

    private void change(OrgUnit now, Entry.Node wanted, Actor actor) {
        if (now.kind() != wanted.kind()) {
            throw new PlatformProblem.Conflict(
                    "kind-stays",
                    "It cannot become something else",
                    "%s is a %s, and was one before.".formatted(now.slug(), Entry.written(now.kind())),
                    "Choose another slug for the new node, and let this one go.",
                    Map.of("node", now.slug()));
        }
        OrgUnit unit = now;
        if (!unit.name().strip().equals(wanted.name())) {
            unit = tree.rename(unit.slug(), unit.revision(), wanted.name(), actor);
        }
        if (!Objects.equals(unit.parent(), wanted.parent())) {
            unit = tree.move(unit.slug(), unit.revision(), wanted.parent(), actor);
        }
        // After it lies where it shall: what was above it may be out of use.
        if (unit.archived()) {
            tree.restore(unit.slug(), unit.revision(), actor);
        }
    }

    // Whatever its revision is: nobody else gives quota meanwhile.
    private void quota(Entry.Quota wanted, boolean stated, Actor actor) {
        quotas.change(
                wanted.node(),
                new QuotaPool(wanted.cluster(), wanted.gpuProduct()),
                new QuotaEdit(stated ? wanted.terms() : QuotaTerms.NONE, false, REASON),
                null,
                actor);
    }

    private void price(Change change, OrgState state, Actor actor) {
        if (change.before() != null) {
            state.planned()
                    .getOrDefault(change.before().key(), List.of())
                    .forEach(step -> prices.withdraw(step, REASON, actor));
        }
        switch (change.after()) {
            case Entry.Price wanted -> prices.add(draft(wanted), actor);
            case Entry.PriceEnding ending ->
                prices.end(lastBefore(ending).id(), ending.effectiveFrom(), ending.reason(), actor);
            case null, default -> {
                Price now = state.prices().get(change.entry().key());
                if (now != null) {
                    prices.end(now.id(), null, REASON, actor);
                }
            }
        }
    }

    private static PriceDraft draft(Entry.Price wanted) {
        return new PriceDraft(
                wanted.gpu(),
                wanted.cluster(),
                wanted.perGpuHour(),
                wanted.burstPerGpuHour(),
                Price.CURRENCY,
                wanted.effectiveFrom(),
                wanted.source(),
                wanted.readOn());
    }

    // As it is by this step: the file may have stated it a step before.
    private Price lastBefore(Entry.PriceEnding ending) {
        return book.history(ending.gpu()).stream()
                .filter(entry -> entry.withdrawal() == null)
                .map(PriceEntry::price)
                .filter(price -> Objects.equals(price.cluster(), ending.cluster())
                        && price.effectiveFrom().isBefore(ending.effectiveFrom()))
                .findFirst()
                .orElseThrow(() -> new PlatformProblem.Conflict(
                        "nothing-to-end",
                        "There is no price to end",
                        "No price of %s holds until %s.".formatted(ending.place(), ending.effectiveFrom()),
                        "Leave this entry out, or state a price that begins before it.",
                        Map.of("gpu", ending.gpu())));
    }

    private void budget(Entry.Budget wanted, boolean stated, OrgState state, Actor actor) {
        Budget now = state.budgets().get(wanted.key());
        BudgetDraft draft = new BudgetDraft(
                wanted.node(), Entry.written(wanted.period()), Entry.written(wanted.mode()), wanted.amount());
        if (now == null) {
            budgets.create(draft, actor);
        } else if (stated) {
            budgets.change(now.id(), now.revision(), draft, actor);
        } else {
            budgets.end(now.id(), now.revision(), actor);
        }
    }

    private void policy(Entry.Policy wanted, boolean stated, OrgState state, Actor actor) {
        ApprovalPolicy now = state.policies().get(wanted.key());
        if (now == null) {
            policies.create(wanted.node(), wanted.terms(), UUID.randomUUID().toString(), actor);
        } else if (stated) {
            policies.change(now.id(), now.revision(), wanted.terms(), actor);
        } else {
            policies.retire(now.id(), now.revision(), actor);
        }
    }
}
