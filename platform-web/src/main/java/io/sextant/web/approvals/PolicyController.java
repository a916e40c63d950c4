package io.sextant.web.approvals;

import io.sextant.api.approval.ApprovalPolicies;
import io.sextant.api.approval.ApprovalPolicy;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.OrganisationTree;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormErrors;
import io.sextant.web.layout.FormState;
import io.sextant.web.layout.Option;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The policies: a form shows what it would have done to past requests before it is saved. */
@Controller
@RequestMapping("/approvals/policies")
class PolicyController {
    private static final String PREVIEW = "preview";

    private final ApprovalPolicies policies;
    private final OrganisationTree tree;

    PolicyController(ApprovalPolicies policies, OrganisationTree tree) {
        this.policies = policies;
        this.tree = tree;
    }

    @GetMapping
    @Requires(Permission.VIEW_TEAM)
    String list(Actor actor, Model model) {
        model.addAttribute(
                "policies", policies.inForce().stream().map(PolicyView::of).toList());
        model.addAttribute("administers", actor.mayEverywhere(Permission.ADMINISTER));
        return "approvals/policies";
    }

    @GetMapping("/new")
    @Requires(Permission.ADMINISTER)
    String blank(Actor actor, Model model) {
        return show(model, null, PolicyForm.blank(), List.of(), actor);
    }

    @PostMapping("/new")
    @Requires(Permission.ADMINISTER)
    String create(
            @ModelAttribute("typed") PolicyForm typed,
            @RequestParam(defaultValue = "save") String action,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            if (action.equals(PREVIEW)) {
                return preview(model, null, typed, Objects.requireNonNullElse(typed.node(), ""), actor);
            }
            ApprovalPolicy made =
                    policies.create(typed.node(), typed.terms(), Objects.requireNonNullElse(typed.key(), ""), actor);
            Flash.ok(redirect, "\"" + made.terms().name() + "\" is in force for what is asked for from now on.");
            return "redirect:/approvals/policies";
        } catch (PlatformProblem.Invalid invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(model, null, typed, errors(invalid), actor);
        }
    }

    @GetMapping("/{id}")
    @Requires(Permission.ADMINISTER)
    String one(@PathVariable UUID id, Actor actor, Model model) {
        ApprovalPolicy policy = policies.one(id);
        return show(model, policy, PolicyForm.of(policy), List.of(), actor);
    }

    @PostMapping("/{id}")
    @Requires(Permission.ADMINISTER)
    String change(
            @PathVariable UUID id,
            @ModelAttribute("typed") PolicyForm typed,
            @RequestParam(defaultValue = "save") String action,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        ApprovalPolicy policy = policies.one(id);
        List<FieldError> errors;
        try {
            if (action.equals(PREVIEW)) {
                return preview(model, policy, typed, policy.node(), actor);
            }
            if (action.equals("retire")) {
                policies.retire(id, typed.seenRevision(), actor);
                Flash.ok(redirect, "\"" + policy.terms().name() + "\" is out of force. What waits still waits.");
            } else {
                policies.change(id, typed.seenRevision(), typed.terms(), actor);
                Flash.ok(redirect, "The policy is changed for what is asked for from now on.");
            }
            return "redirect:/approvals/policies";
        } catch (PlatformProblem.Invalid invalid) {
            errors = errors(invalid);
        } catch (PlatformProblem.StaleVersion stale) {
            errors = List.of(new FieldError("name", stale.type(), stale.detail() + " Look at it again."));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(model, policy, typed, errors, actor);
    }

    private String preview(Model model, @Nullable ApprovalPolicy policy, PolicyForm typed, String node, Actor actor) {
        model.addAttribute("trial", PolicyView.Trial.of(policies.trial(node, typed.terms(), actor)));
        return show(model, policy, typed, List.of(), actor);
    }

    private String show(
            Model model, @Nullable ApprovalPolicy policy, PolicyForm form, List<FieldError> errors, Actor actor) {
        model.addAttribute("policy", policy == null ? null : PolicyView.of(policy));
        model.addAttribute(
                "versions",
                policy == null
                        ? List.of()
                        : policies.versions(policy.id()).stream()
                                .map(PolicyView::of)
                                .toList());
        model.addAttribute(
                "nodes",
                tree.all(actor).stream()
                        .filter(unit -> !unit.archived())
                        .map(unit -> new Option(unit.slug(), unit.name()))
                        .toList());
        List<Option> classes = new ArrayList<>(List.of(new Option("", "Any class")));
        Arrays.stream(QuotaClass.values())
                .map(one -> new Option(one.name(), one.label()))
                .forEach(classes::add);
        model.addAttribute("classes", classes);
        FormState.add(model, "form", form, errors);
        return "approvals/policy";
    }

    private static List<FieldError> errors(PlatformProblem.Invalid invalid) {
        return FormErrors.joined(List.of(), invalid.errors()).stream()
                .map(error -> error.pointer().equals("stages")
                        ? new FieldError("approver", error.code(), error.message())
                        : error)
                .toList();
    }
}
