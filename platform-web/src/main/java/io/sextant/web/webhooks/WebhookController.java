package io.sextant.web.webhooks;

import io.sextant.api.notification.Webhook;
import io.sextant.api.notification.WebhookDelivery;
import io.sextant.api.notification.Webhooks;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.OrgUnit;
import io.sextant.api.tenancy.OrganisationTree;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.TeamId;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormErrors;
import io.sextant.web.layout.FormState;
import io.sextant.web.layout.Option;
import io.sextant.web.layout.ShownOnce;
import jakarta.servlet.http.HttpServletResponse;
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
@RequestMapping("/webhooks")
class WebhookController {
    private static final String HERE = "redirect:/webhooks";

    private final Webhooks webhooks;
    private final OrganisationTree tree;
    private final ShownOnce once;

    WebhookController(Webhooks webhooks, OrganisationTree tree, ShownOnce once) {
        this.webhooks = webhooks;
        this.tree = tree;
        this.once = once;
    }

    @GetMapping
    @Requires(Permission.EDIT_WEBHOOKS)
    String list(Actor actor, Model model) {
        return show(model, new WebhookForm("", ""), List.of(), actor);
    }

    @PostMapping
    @Requires(Permission.EDIT_WEBHOOKS)
    String create(
            @ModelAttribute("typed") WebhookForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<FieldError> errors;
        try {
            return handOver(webhooks.create(typed.node(), typed.url(), actor), redirect);
        } catch (PlatformProblem.Invalid invalid) {
            errors = FormErrors.joined(List.of(), invalid.errors());
        } catch (PlatformProblem.Conflict full) {
            errors = List.of(new FieldError("node", full.type(), full.detail() + " " + full.remedy()));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(model, typed, errors, actor);
    }

    @GetMapping("/{id}")
    @Requires(Permission.EDIT_WEBHOOKS)
    String one(
            @PathVariable UUID id,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            Actor actor,
            Model model) {
        once.taken(model).stream().findFirst().ifPresent(secret -> model.addAttribute("secret", secret));
        Webhook webhook = webhooks.one(id, actor);
        return showOne(model, webhook, new WebhookForm(webhook.node(), webhook.url()), List.of(), pageToken, actor);
    }

    @PostMapping("/{id}")
    @Requires(Permission.EDIT_WEBHOOKS)
    String change(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int revision,
            @ModelAttribute("typed") WebhookForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<FieldError> errors;
        try {
            webhooks.change(id, revision, typed.url(), actor);
            Flash.ok(redirect, "The address is changed.");
            return HERE + "/" + id;
        } catch (PlatformProblem.Invalid invalid) {
            errors = FormErrors.joined(List.of(), invalid.errors());
        } catch (PlatformProblem.StaleVersion stale) {
            errors = List.of(new FieldError("url", stale.type(), stale.detail() + " Look at it and decide again."));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return showOne(model, webhooks.one(id, actor), typed, errors, null, actor);
    }

    @PostMapping("/{id}/secret")
    @Requires(Permission.EDIT_WEBHOOKS)
    String replaceSecret(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int revision,
            Actor actor,
            RedirectAttributes redirect) {
        return handOver(webhooks.replaceSecret(id, revision, actor), redirect);
    }

    @PostMapping("/{id}/enabling")
    @Requires(Permission.EDIT_WEBHOOKS)
    String enable(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int revision,
            Actor actor,
            RedirectAttributes redirect) {
        webhooks.enable(id, revision, actor);
        Flash.ok(redirect, "It is told again from now on.");
        return HERE + "/" + id;
    }

    @PostMapping("/{id}/removal")
    @Requires(Permission.EDIT_WEBHOOKS)
    String remove(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int revision,
            Actor actor,
            RedirectAttributes redirect) {
        webhooks.remove(id, revision, actor);
        Flash.ok(redirect, "The webhook is removed.");
        return HERE;
    }

    @PostMapping("/{id}/test")
    @Requires(Permission.EDIT_WEBHOOKS)
    String test(@PathVariable UUID id, Actor actor, RedirectAttributes redirect) {
        webhooks.test(id, actor);
        Flash.info(redirect, "A test is on its way; reload the page in a few seconds to see what came of it.");
        return HERE + "/" + id;
    }

    @PostMapping("/{id}/deliveries/{delivery}/redelivery")
    @Requires(Permission.EDIT_WEBHOOKS)
    String redeliver(@PathVariable UUID id, @PathVariable UUID delivery, Actor actor, RedirectAttributes redirect) {
        webhooks.redeliver(id, delivery, actor);
        Flash.info(redirect, "It is sent once more; reload the page in a few seconds to see what came of it.");
        return HERE + "/" + id;
    }

    private String handOver(Webhook.WithSecret made, RedirectAttributes redirect) {
        once.keep(redirect, made.secret());
        return HERE + "/" + made.webhook().id();
    }

    private String show(Model model, WebhookForm form, List<FieldError> errors, Actor actor) {
        model.addAttribute(
                "webhooks",
                webhooks.visibleTo(actor).stream().map(WebhookView::of).toList());
        model.addAttribute(
                "nodes",
                tree.all(actor).stream()
                        .filter(unit -> !unit.archived() && actor.may(Permission.EDIT_WEBHOOKS, new TeamId(unit.id())))
                        .map(WebhookController::option)
                        .toList());
        FormState.add(model, "form", form, errors);
        return "webhooks/list";
    }

    private static Option option(OrgUnit unit) {
        return new Option(
                unit.slug(), unit.kind() == OrgUnit.Kind.TEAM ? unit.name() : unit.name() + " and all below it");
    }

    private String showOne(
            Model model,
            Webhook webhook,
            WebhookForm form,
            List<FieldError> errors,
            @Nullable String pageToken,
            Actor actor) {
        WebhookView view = WebhookView.of(webhook);
        Page<WebhookDelivery> log = webhooks.deliveries(webhook.id(), PageRequest.of(null, pageToken), actor);
        model.addAttribute("webhook", view);
        model.addAttribute(
                "deliveries", log.items().stream().map(DeliveryRow::of).toList());
        model.addAttribute("firstPath", pageToken == null ? null : view.path());
        model.addAttribute(
                "nextPath", log.nextPageToken() == null ? null : view.path() + "?page_token=" + log.nextPageToken());
        FormState.add(model, "form", form, errors);
        return "webhooks/webhook";
    }
}
