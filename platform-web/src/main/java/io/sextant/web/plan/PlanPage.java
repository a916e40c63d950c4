package io.sextant.web.plan;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.catalog.ModelFilter;
import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.deployment.ForeseeApproval;
import io.sextant.api.planning.PlanAnswer;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.problem.FieldError;
import io.sextant.api.sla.SlaFilter;
import io.sextant.api.sla.SlaProfiles;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Teams;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import tools.jackson.databind.json.JsonMapper;

/** Fills the plan page: the form with its lists, its errors, and the answer beside it. */
@Component
class PlanPage {
    private static final String FORM = "form";

    private final Teams teams;
    private final Catalog catalog;
    private final SlaProfiles profiles;
    private final ClusterInventories inventories;
    private final ForeseeApproval approvals;
    private final JsonMapper json;

    PlanPage(
            Teams teams,
            Catalog catalog,
            SlaProfiles profiles,
            ClusterInventories inventories,
            ForeseeApproval approvals,
            JsonMapper json) {
        this.teams = teams;
        this.catalog = catalog;
        this.profiles = profiles;
        this.inventories = inventories;
        this.approvals = approvals;
        this.json = json;
    }

    PlanChoices choices(Actor actor) {
        List<Team> own = teams.visibleTo(actor).stream()
                .filter(team -> actor.may(Permission.PLAN, team.id()))
                .toList();
        return PlanChoices.of(
                own,
                catalog.models(ModelFilter.ALL),
                profiles.visibleTo(actor, SlaFilter.ACTIVE),
                inventories.all(),
                catalog);
    }

    void fill(
            Model model,
            PlanForm form,
            PlanChoices choices,
            List<FieldError> errors,
            Optional<PlanAnswer> answer,
            Actor actor) {
        model.addAttribute(FORM, form);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + FORM, binding(form, errors));
        model.addAttribute("choices", choices);
        model.addAttribute("slaOptions", choices.slaOptions(form.team()));
        model.addAttribute("modes", PlanChoices.MODES);
        model.addAttribute("loads", PlanChoices.LOADS);
        model.addAttribute("batches", PlanChoices.BATCHES);
        model.addAttribute("percentiles", PlanChoices.PERCENTILES);
        model.addAttribute("days", PlanChoices.DAYS);
        model.addAttribute("sliders", Slider.of(form, choices));
        model.addAttribute("sizingOpen", form.wantsSpare() || hasErrors(errors, FormHints.FOLDED_SIZING));
        model.addAttribute("fieldNames", FormHints.LIVE_FIELDS);
        model.addAttribute("detailsOpen", hasErrors(errors, FormHints.FOLDED_FIELDS));
        model.addAttribute("hints", FormHints.of(form, choices));
        model.addAttribute("errors", errors);
        model.addAttribute(
                "answer", answer.map(found -> AnswerView.of(found, form, json)).orElse(null));
        model.addAttribute(
                "submit", answer.map(found -> submit(found, choices, actor)).orElse(null));
    }

    private static boolean hasErrors(List<FieldError> errors, Set<String> fields) {
        return errors.stream().map(FieldError::pointer).anyMatch(fields::contains);
    }

    private static BindingResult binding(PlanForm form, List<FieldError> errors) {
        BeanPropertyBindingResult binding = new BeanPropertyBindingResult(form, FORM);
        for (FieldError error : errors) {
            if (FormHints.FIELDS.contains(error.pointer())) {
                binding.rejectValue(error.pointer(), error.code(), error.message());
            } else {
                binding.reject(error.code(), error.message());
            }
        }
        return binding;
    }

    private SubmitView submit(PlanAnswer answer, PlanChoices choices, Actor actor) {
        PlanProposal proposal = answer.proposal();
        if (proposal == null || !ProposalView.isSubmittable(proposal)) {
            return SubmitView.refused("Only a candidate that fits can be submitted.");
        }
        boolean may = choices.teams().stream()
                .filter(team -> team.slug().equals(proposal.team()))
                .anyMatch(team -> actor.may(Permission.DEPLOY, team.id()));
        if (!may) {
            return SubmitView.refused(
                    "Your role lets you plan but not deploy: send the address of this page to a member of the team.");
        }
        return SubmitView.of(
                SubmissionForm.of(
                        answer.request(),
                        suggestedName(proposal),
                        proposal,
                        UUID.randomUUID().toString(),
                        json),
                proposal,
                quotaClass -> approvals.of(proposal, quotaClass, actor));
    }

    /** The model's own name, as Kubernetes takes it. */
    private static String suggestedName(PlanProposal proposal) {
        String nimId = proposal.model().nimId();
        String name = nimId.substring(nimId.indexOf('/') + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+|-+$", "");
        return name.length() <= 40 ? name : name.substring(0, 40).replaceAll("-+$", "");
    }
}
