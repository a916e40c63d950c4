package io.sextant.web.budgets;

import io.sextant.api.budget.BudgetLadder;
import io.sextant.api.budget.BudgetMode;
import io.sextant.api.budget.BudgetPeriod;
import io.sextant.api.budget.BudgetStanding;
import io.sextant.api.budget.Budgets;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormErrors;
import io.sextant.web.layout.FormState;
import io.sextant.web.layout.Option;
import io.sextant.web.layout.TypedNumber;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/budgets")
class BudgetController {
    private final Budgets budgets;
    private final BudgetLadder ladder;

    BudgetController(Budgets budgets, BudgetLadder ladder) {
        this.budgets = budgets;
        this.ladder = ladder;
    }

    @GetMapping
    @Requires(Permission.VIEW_TEAM)
    String list(Actor actor, Model model) {
        model.addAttribute(
                "budgets", budgets.visibleTo(actor).stream().map(BudgetView::of).toList());
        model.addAttribute("administers", actor.mayEverywhere(Permission.ADMINISTER));
        return "budgets/list";
    }

    @GetMapping("/new")
    @Requires(Permission.ADMINISTER)
    String blank(Model model) {
        return showNew(model, BudgetForm.blank(), List.of());
    }

    @PostMapping
    @Requires(Permission.ADMINISTER)
    String create(
            @ModelAttribute("typed") BudgetForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<FieldError> errors = new ArrayList<>();
        BigDecimal amount = TypedNumber.exact("amount", typed.amount(), errors);
        try {
            if (errors.isEmpty()) {
                BudgetStanding created = budgets.create(BudgetView.draft(typed, amount), actor);
                Flash.ok(redirect, "The budget of " + created.budget().nodeName() + " is in force.");
                return "redirect:/budgets/" + created.budget().id();
            }
        } catch (PlatformProblem.Invalid invalid) {
            errors = FormErrors.joined(errors, invalid.errors());
        } catch (PlatformProblem.Conflict exists) {
            errors.add(new FieldError("period", exists.type(), exists.detail() + " " + exists.remedy()));
        } catch (PlatformProblem.NotFound unknown) {
            errors.add(new FieldError("node", unknown.type(), unknown.detail() + " " + unknown.remedy()));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return showNew(model, typed, errors);
    }

    @GetMapping("/{id}")
    @Requires(Permission.VIEW_TEAM)
    String one(@PathVariable UUID id, Actor actor, Model model) {
        BudgetStanding standing = budgets.one(id, actor);
        return show(
                model, standing, BudgetView.form(standing.budget()), List.of(), RaiseForm.blank(), List.of(), actor);
    }

    @PostMapping("/{id}")
    @Requires(Permission.ADMINISTER)
    String change(
            @PathVariable UUID id,
            @ModelAttribute("typed") BudgetForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<FieldError> errors = new ArrayList<>();
        BigDecimal amount = TypedNumber.exact("amount", typed.amount(), errors);
        try {
            if (errors.isEmpty()) {
                budgets.change(id, typed.seenRevision(), BudgetView.draft(typed, amount), actor);
                Flash.ok(redirect, "The budget is changed.");
                return "redirect:/budgets/" + id;
            }
        } catch (PlatformProblem.Invalid invalid) {
            errors = FormErrors.joined(errors, invalid.errors());
        } catch (PlatformProblem.StaleVersion stale) {
            errors.add(new FieldError("amount", stale.type(), stale.detail() + " Look at it above and decide again."));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(model, budgets.one(id, actor), typed, errors, RaiseForm.blank(), List.of(), actor);
    }

    @PostMapping("/{id}/raises")
    @Requires(Permission.ADMINISTER)
    String raise(
            @PathVariable UUID id,
            @ModelAttribute("typed") RaiseForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<FieldError> errors = new ArrayList<>();
        BigDecimal amount = TypedNumber.exact("raiseAmount", typed.raiseAmount(), errors);
        Instant end = endOf(typed.expiresOn(), errors);
        try {
            if (errors.isEmpty()) {
                budgets.raise(id, amount, end, typed.reason(), actor);
                Flash.ok(redirect, "The budget is raised.");
                return "redirect:/budgets/" + id;
            }
        } catch (PlatformProblem.Invalid invalid) {
            invalid.errors().stream().map(BudgetController::asTyped).forEach(errors::add);
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        BudgetStanding standing = budgets.one(id, actor);
        return show(model, standing, BudgetView.form(standing.budget()), List.of(), typed, errors, actor);
    }

    @PostMapping("/{id}/production-stop")
    @Requires(Permission.ADMINISTER)
    String stopProduction(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String why,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            ladder.stopProduction(id, why, actor);
            Flash.ok(redirect, "Production is being stopped.");
            return "redirect:/budgets/" + id;
        } catch (PlatformProblem.Invalid | PlatformProblem.Conflict refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("decisionRefused", refused.detail() + " " + refused.remedy());
        }
        BudgetStanding standing = budgets.one(id, actor);
        return show(
                model, standing, BudgetView.form(standing.budget()), List.of(), RaiseForm.blank(), List.of(), actor);
    }

    @PostMapping("/{id}/end")
    @Requires(Permission.ADMINISTER)
    String end(@PathVariable UUID id, @RequestParam int revision, Actor actor, RedirectAttributes redirect) {
        try {
            String node = budgets.one(id, actor).budget().nodeName();
            budgets.end(id, revision, actor);
            Flash.ok(redirect, "The budget of " + node + " has ended.");
            return "redirect:/budgets";
        } catch (PlatformProblem.StaleVersion stale) {
            Flash.attention(redirect, stale.detail() + " Look at it and decide again.");
            return "redirect:/budgets/" + id;
        }
    }

    private static FieldError asTyped(FieldError error) {
        String field = switch (error.pointer()) {
            case "/amount" -> "raiseAmount";
            case "/expiresAt" -> "expiresOn";
            default -> error.pointer();
        };
        return new FieldError(field, error.code(), error.message());
    }

    private static @Nullable Instant endOf(@Nullable String day, List<FieldError> errors) {
        if (day == null || day.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(day.strip()).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            errors.add(new FieldError("expiresOn", "malformed", "Write the day as 2026-12-31."));
            return null;
        }
    }

    private String showNew(Model model, BudgetForm form, List<FieldError> errors) {
        model.addAttribute(
                "nodes",
                budgets.nodes().stream()
                        .map(node -> new Option(node.getKey(), node.getValue()))
                        .toList());
        model.addAttribute(
                "periods",
                Arrays.stream(BudgetPeriod.values())
                        .map(period -> new Option(BudgetView.written(period), BudgetView.word(period)))
                        .toList());
        model.addAttribute("modes", modes());
        FormState.add(model, "form", form, errors);
        return "budgets/new";
    }

    private String show(
            Model model,
            BudgetStanding standing,
            BudgetForm form,
            List<FieldError> errors,
            RaiseForm raise,
            List<FieldError> raiseErrors,
            Actor actor) {
        model.addAttribute("budget", BudgetView.of(standing));
        model.addAttribute(
                "ladder",
                standing.budget().mode() == BudgetMode.HARD ? LadderView.of(ladder.of(standing), standing) : null);
        model.addAttribute("administers", actor.mayEverywhere(Permission.ADMINISTER));
        model.addAttribute("modes", modes());
        FormState.add(model, "form", form, errors);
        FormState.add(model, "raise", raise, raiseErrors);
        return "budgets/budget";
    }

    private static List<Option> modes() {
        return Arrays.stream(BudgetMode.values())
                .map(mode -> new Option(BudgetView.written(mode), BudgetView.word(mode)))
                .toList();
    }
}
