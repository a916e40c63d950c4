package io.sextant.web.approvals;

import io.sextant.api.approval.Delegation;
import io.sextant.api.approval.Delegations;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Dates;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormErrors;
import io.sextant.web.layout.FormState;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who decides with the reader's right for a time, and with whose right the reader does. */
@Controller
@RequestMapping("/approvals/delegations")
class DelegationController {
    private final Delegations delegations;
    private final Clock clock;

    DelegationController(Delegations delegations, Clock clock) {
        this.delegations = delegations;
        this.clock = clock;
    }

    @GetMapping
    @Requires(Permission.VIEW_TEAM)
    String list(Actor actor, Model model) {
        return show(model, new Form("", "", "", UUID.randomUUID().toString()), List.of(), actor);
    }

    @PostMapping
    @Requires(Permission.APPROVE)
    String name(
            @ModelAttribute("typed") Form typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<FieldError> errors = new ArrayList<>();
        Instant start = dayOf("startsOn", typed.startsOn(), 0, errors);
        Instant end = dayOf("endsOn", typed.endsOn(), 1, errors);
        try {
            if (errors.isEmpty()) {
                Delegation made = delegations.name(
                        typed.delegate(), start, end, Objects.requireNonNullElse(typed.key(), ""), actor);
                Flash.ok(
                        redirect, made.toName() + " decides on your behalf until " + Dates.moment(made.endsAt()) + ".");
                return "redirect:/approvals/delegations";
            }
        } catch (PlatformProblem.Invalid invalid) {
            errors = FormErrors.joined(
                    errors,
                    invalid.errors().stream()
                            .map(error -> error.pointer().equals("/endsAt")
                                    ? new FieldError("endsOn", error.code(), error.message())
                                    : error)
                            .toList());
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(model, typed, errors, actor);
    }

    @PostMapping("/{id}/end")
    @Requires(Permission.VIEW_TEAM)
    String end(@PathVariable UUID id, Actor actor, RedirectAttributes redirect) {
        delegations.end(id, actor);
        Flash.ok(redirect, "Taken back. What was decided with it stands.");
        return "redirect:/approvals/delegations";
    }

    private String show(Model model, Form form, List<FieldError> errors, Actor actor) {
        Instant now = clock.instant();
        model.addAttribute(
                "delegations",
                delegations.of(actor).stream()
                        .map(delegation -> Row.of(delegation, actor, now))
                        .toList());
        model.addAttribute("approves", actor.mayAnywhere(Permission.APPROVE));
        FormState.add(model, "form", form, errors);
        return "approvals/delegations";
    }

    private static @Nullable Instant dayOf(String field, @Nullable String day, int plusDays, List<FieldError> errors) {
        if (day == null || day.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(day.strip())
                    .plusDays(plusDays)
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            errors.add(new FieldError(field, "malformed", "Write the day as 2026-12-31."));
            return null;
        }
    }

    /** A delegation as it was typed; days are of UTC, the last one whole. */
    record Form(
            @Nullable String delegate,
            @Nullable String startsOn,
            @Nullable String endsOn,
            @Nullable String key) {}

    /** A delegation in finished strings. */
    record Row(
            String path,
            String from,
            String to,
            String starts,
            String ends,
            String tone,
            String state,
            boolean endable) {
        static Row of(Delegation delegation, Actor actor, Instant now) {
            boolean counts = delegation.isInForce(now);
            return new Row(
                    "/approvals/delegations/" + delegation.id() + "/end",
                    delegation.fromName(),
                    delegation.toName(),
                    Dates.moment(delegation.startsAt()),
                    Dates.moment(delegation.endsAt()),
                    counts ? "ok" : "neutral",
                    counts
                            ? "In force"
                            : delegation.endedAt() != null
                                    ? "Taken back"
                                    : delegation.isToCome(now) ? "To come" : "Over",
                    delegation.isToCome(now) && delegation.from().equals(actor.id()));
        }
    }
}
