package io.sextant.web.capacity;

import io.sextant.api.cluster.ClusterAdministration;
import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.cluster.ClusterRegister;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Dates;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormState;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** All clusters as their administrators see them, and the way for a new one to come in. */
@Controller
class ClusterListController {
    private final ClusterInventories inventories;
    private final ClusterRegister register;
    private final ClusterAdministration administration;
    private final HandedOver handedOver;
    private final Clock clock;

    ClusterListController(
            ClusterInventories inventories,
            ClusterRegister register,
            ClusterAdministration administration,
            HandedOver handedOver,
            Clock clock) {
        this.inventories = inventories;
        this.register = register;
        this.administration = administration;
        this.handedOver = handedOver;
        this.clock = clock;
    }

    /** A cluster that holds nothing any more. */
    record RetiredRow(String title, String name, String path, String since, String by) {
        static RetiredRow of(ClusterRegister.Retired cluster) {
            return new RetiredRow(
                    cluster.title(),
                    cluster.name(),
                    "/capacity/clusters/" + cluster.name(),
                    Dates.moment(cluster.since()),
                    Objects.requireNonNullElse(cluster.by(), "the platform"));
        }
    }

    @GetMapping("/capacity/clusters")
    @Requires(Permission.ADMINISTER)
    String list(Actor actor, Model model) {
        Instant now = clock.instant();
        model.addAttribute(
                "clusters",
                inventories.all().stream()
                        .map(cluster -> AdministeredCluster.of(cluster, null, now))
                        .toList());
        model.addAttribute(
                "retired", register.retired(actor).stream().map(RetiredRow::of).toList());
        return "capacity/clusters";
    }

    @GetMapping("/capacity/register")
    @Requires(Permission.ADMINISTER)
    String blank(Model model) {
        FormState.add(model, "form", RegistrationForm.BLANK, List.of());
        return "capacity/register";
    }

    @PostMapping("/capacity/register")
    @Requires(Permission.ADMINISTER)
    String add(
            @ModelAttribute("typed") RegistrationForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<FieldError> errors;
        try {
            ClusterAdministration.WithJoinToken registered =
                    administration.register(typed.name(), typed.title(), actor);
            Flash.ok(redirect, "The cluster is registered. Install its deployer with the join token below.");
            return handedOver.keep(registered, redirect);
        } catch (PlatformProblem.Invalid invalid) {
            errors = invalid.errors();
        } catch (PlatformProblem.Conflict taken) {
            errors = List.of(new FieldError("name", taken.type(), taken.detail() + " " + taken.remedy()));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        FormState.add(model, "form", typed, errors);
        return "capacity/register";
    }
}
