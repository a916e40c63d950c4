package io.sextant.web.plan;

import io.sextant.api.planning.MakePlan;
import io.sextant.api.planning.PlanAnswer;
import io.sextant.api.planning.PlanCsv;
import io.sextant.api.planning.PlanRequest;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Attachment;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestHeader;

/** The whole question stands in the address, so that it can be shared and bookmarked. */
@Controller
class PlanController {
    private final MakePlan makePlan;
    private final PlanPage page;

    PlanController(MakePlan makePlan, PlanPage page) {
        this.makePlan = makePlan;
        this.page = page;
    }

    @GetMapping("/plan")
    @Requires(Permission.PLAN)
    String plan(
            @ModelAttribute("typed") PlanForm typed,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        PlanChoices choices = page.choices(actor);
        PlanForm form = choices.complete(typed);
        FormReading reading = new FormReading();
        Optional<PlanAnswer> answer = answer(form, choices, reading, actor);
        if (answer.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        page.fill(model, form, choices, reading.errors(), answer, actor);
        response.setHeader(HttpHeaders.VARY, "HX-Request");
        return htmx == null ? "plan/plan" : "plan/answer :: live";
    }

    @GetMapping("/plan.csv")
    @Requires(Permission.PLAN)
    ResponseEntity<byte[]> csv(@ModelAttribute("typed") PlanForm typed, Actor actor) {
        PlanChoices choices = page.choices(actor);
        FormReading reading = new FormReading();
        PlanAnswer answer =
                answer(choices.complete(typed), choices, reading, actor).orElseThrow(() -> invalid(reading.errors()));
        return Attachment.csv("plan.csv", PlanCsv.of(answer));
    }

    private Optional<PlanAnswer> answer(PlanForm form, PlanChoices choices, FormReading reading, Actor actor) {
        if (choices.teams().isEmpty()) {
            return Optional.empty();
        }
        Optional<PlanRequest> request = new RequestReading(form, choices, reading).request();
        return request.flatMap(asked -> reading.attempt(() -> makePlan.plan(asked, actor)));
    }

    static PlatformProblem invalid(List<FieldError> errors) {
        return new PlatformProblem.Invalid(
                "invalid-request",
                String.join(" ", errors.stream().map(FieldError::message).toList()),
                "Correct the plan form and download again.",
                errors);
    }
}
