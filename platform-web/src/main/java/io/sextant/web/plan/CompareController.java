package io.sextant.web.plan;

import io.sextant.api.planning.ComparisonAnswer;
import io.sextant.api.planning.ComparisonCsv;
import io.sextant.api.planning.MakeComparison;
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
import tools.jackson.databind.json.JsonMapper;

/** Up to four models, or GPU products of one model, for the same question; it stands in the address like a plan's. */
@Controller
class CompareController {
    private final MakeComparison makeComparison;
    private final PlanPage page;
    private final JsonMapper json;

    CompareController(MakeComparison makeComparison, PlanPage page, JsonMapper json) {
        this.makeComparison = makeComparison;
        this.page = page;
        this.json = json;
    }

    @GetMapping("/compare")
    @Requires(Permission.PLAN)
    String compare(
            @ModelAttribute("typed") PlanForm typed,
            @ModelAttribute("chosen") CompareForm chosen,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        PlanChoices choices = page.choices(actor);
        PlanForm form = choices.complete(typed);
        CompareForm compared = chosen.complete(choices);
        FormReading reading = new FormReading();
        Optional<ComparisonAnswer> answer = answer(form, compared, choices, reading, actor);
        if (answer.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        page.fill(model, form, choices, reading.errors(), Optional.empty(), actor);
        model.addAttribute("compared", compared);
        model.addAttribute("ways", CompareForm.WAYS);
        CompareLinks links = new CompareLinks(PlanLinks.of(form), compared);
        model.addAttribute(
                "comparison",
                answer.map(found -> ComparisonView.of(found, links, json)).orElse(null));
        response.setHeader(HttpHeaders.VARY, "HX-Request");
        return htmx == null ? "plan/compare" : "plan/comparison :: live";
    }

    @GetMapping("/compare.csv")
    @Requires(Permission.PLAN)
    ResponseEntity<byte[]> csv(
            @ModelAttribute("typed") PlanForm typed, @ModelAttribute("chosen") CompareForm chosen, Actor actor) {
        PlanChoices choices = page.choices(actor);
        FormReading reading = new FormReading();
        ComparisonAnswer answer = answer(choices.complete(typed), chosen.complete(choices), choices, reading, actor)
                .orElseThrow(() -> PlanController.invalid(reading.errors()));
        return Attachment.csv("comparison.csv", ComparisonCsv.of(answer));
    }

    private Optional<ComparisonAnswer> answer(
            PlanForm form, CompareForm compared, PlanChoices choices, FormReading reading, Actor actor) {
        if (choices.teams().isEmpty()) {
            return Optional.empty();
        }
        RequestReading request = new RequestReading(form, choices, reading);
        return (compared.isByGpus()
                        ? request.comparison(compared.chosenModels().subList(0, 1), compared.chosenGpus())
                        : request.comparison(compared.chosenModels(), List.of()))
                .flatMap(asked -> reading.attempt(() -> makeComparison.compare(asked, actor)));
    }
}
