package io.sextant.api.approval;

import io.sextant.api.approval.ApprovalRequest.State;
import io.sextant.api.budget.BudgetOutlook;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.PoolBalance;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamId;
import io.sextant.api.tenancy.Teams;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells about requests for approval, to those who may see the teams that asked. */
@Service
@Transactional(readOnly = true)
public class Approvals {
    private static final String SEPARATOR = "/";

    private final ApprovalRows rows;
    private final Delegations delegations;
    private final Quotas quotas;
    private final BudgetOutlook budgets;
    private final Teams teams;

    Approvals(ApprovalRows rows, Delegations delegations, Quotas quotas, BudgetOutlook budgets, Teams teams) {
        this.rows = rows;
        this.delegations = delegations;
        this.quotas = quotas;
        this.budgets = budgets;
        this.teams = teams;
    }

    /** What waits for the reader's decision, what ends first before the others. */
    public List<ApprovalRequest> toDecide(Actor actor) {
        return toDecide((Team) null, actor);
    }

    private List<ApprovalRequest> toDecide(@Nullable Team team, Actor actor) {
        List<Actor> delegators = delegations.delegatorsOf(actor);
        return rows.waitingOf(visible(team, actor)).stream()
                .filter(request -> Authority.of(request, actor, delegators).isPresent())
                .toList();
    }

    /**
     * The same, a page of it.
     *
     * @param team null for all teams
     */
    public Page<ApprovalRequest> toDecide(@Nullable Team team, PageRequest page, Actor actor) {
        return Page.of(
                toDecide(team, actor).stream()
                        .sorted(Comparator.comparing(Approvals::key))
                        .toList(),
                Approvals::key,
                page);
    }

    /**
     * Requests that the reader may see, newest first.
     *
     * @param team null for all teams
     * @param state null for all that needed somebody's yes
     */
    public Page<ApprovalRequest> list(@Nullable Team team, @Nullable State state, PageRequest page, Actor actor) {
        Set<State> states = state == null ? EnumSet.complementOf(EnumSet.of(State.BY_RULE)) : EnumSet.of(state);
        List<ApprovalRequest> found = rows.list(visible(team, actor), states, position(page.after()), page.size() + 1);
        List<ApprovalRequest> shown = found.subList(0, Math.min(found.size(), page.size()));
        return new Page<>(
                shown,
                found.size() > page.size()
                        ? PageRequest.tokenFor(shown.getLast().askedAt()
                                + SEPARATOR
                                + shown.getLast().id())
                        : null);
    }

    /** One that the reader may see. */
    public ApprovalRequest one(UUID id, Actor actor) {
        ApprovalRequest request = rows.find(id).orElseThrow(() -> rows.absent(id));
        DecideApproval.requireVisible(request, actor);
        return request;
    }

    /** What was asked for last about a deployment, where somebody's yes was needed. */
    public Optional<ApprovalRequest> latest(UUID deployment, Actor actor) {
        return rows.latest(deployment).filter(request -> actor.may(Permission.VIEW_TEAM, request.team()));
    }

    /** Whether the reader may decide on it as it stands, and with whose right. */
    public Decidable decidable(ApprovalRequest request, Actor actor) {
        return Authority.of(request, actor, delegations.delegatorsOf(actor))
                .map(authority -> new Decidable(
                        true,
                        authority.onBehalfOf() == null
                                ? null
                                : authority.onBehalfOf().displayName()))
                .orElse(new Decidable(false, null));
    }

    /** How quota and budgets stand with it: it holds its GPUs while it waits. */
    public Effect effect(ApprovalRequest request) {
        Team team = teams.byId(request.team()).orElseThrow(() -> rows.absent(request.id()));
        return new Effect(
                quotas.balance(team.id(), request.pool()), budgets.of(team, request.pool(), request.gpus(), true));
    }

    private static String key(ApprovalRequest request) {
        Instant until = request.expiresAt();
        return "%015d/%s".formatted(until == null ? 0 : until.toEpochMilli(), request.id());
    }

    private List<TeamId> visible(@Nullable Team team, Actor actor) {
        List<Team> asked = team == null ? teams.visibleTo(actor) : List.of(team);
        asked.forEach(one -> actor.require(Permission.VIEW_TEAM, one));
        return asked.stream().map(Team::id).toList();
    }

    private static ApprovalRows.@Nullable Position position(@Nullable String key) {
        if (key == null) {
            return null;
        }
        int cut = key.indexOf(SEPARATOR);
        try {
            return new ApprovalRows.Position(
                    Instant.parse(key.substring(0, Math.max(cut, 0))), UUID.fromString(key.substring(cut + 1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new PlatformProblem.Invalid(
                    "page_token", "malformed", "page_token is not one that this list gave out; leave it out.");
        }
    }

    /**
     * Whether somebody may decide.
     *
     * @param onBehalfOf whose right it is, where it is not their own
     */
    public record Decidable(boolean yes, @Nullable String onBehalfOf) {}

    /** The team's quota and the budgets above it, with what is asked for in them. */
    public record Effect(PoolBalance quota, List<BudgetOutlook.Outlook> budgets) {
        public Effect {
            budgets = List.copyOf(budgets);
        }
    }
}
