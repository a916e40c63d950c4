package io.sextant.web.prices;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.pricing.PriceBook;
import io.sextant.api.pricing.PriceEntry;
import io.sextant.api.pricing.PriceId;
import io.sextant.api.pricing.PriceRecording;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Dates;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormState;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes prices and endings back that have not come. */
@Controller
class PriceWithdrawalController {
    private static final String PRICE = "/prices/{gpu}/{id}/withdrawal";
    private static final String ENDING = "/prices/{gpu}/{id}/ending/withdrawal";

    private final PriceRecording recording;
    private final PriceBook book;
    private final Catalog catalog;

    PriceWithdrawalController(PriceRecording recording, PriceBook book, Catalog catalog) {
        this.recording = recording;
        this.book = book;
        this.catalog = catalog;
    }

    @GetMapping(PRICE)
    @Requires(Permission.ADMINISTER_CATALOG)
    String ofPrice(@PathVariable String gpu, @PathVariable UUID id, Model model) {
        return show(id, false, new WithdrawalForm(""), List.of(), model);
    }

    @GetMapping(ENDING)
    @Requires(Permission.ADMINISTER_CATALOG)
    String ofEnding(@PathVariable String gpu, @PathVariable UUID id, Model model) {
        return show(id, true, new WithdrawalForm(""), List.of(), model);
    }

    @PostMapping(PRICE)
    @Requires(Permission.ADMINISTER_CATALOG)
    String withdraw(
            @PathVariable String gpu,
            @PathVariable UUID id,
            @ModelAttribute("typed") WithdrawalForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            PriceEntry entry = recording.withdraw(new PriceId(id), reason(typed), actor);
            Flash.ok(redirect, "The price is withdrawn; what holds before it goes on.");
            return "redirect:/prices/" + entry.price().gpu();
        } catch (PlatformProblem.Invalid | PlatformProblem.Conflict refused) {
            return refuse(id, false, typed, refused, model, response);
        }
    }

    @PostMapping(ENDING)
    @Requires(Permission.ADMINISTER_CATALOG)
    String withdrawEnding(
            @PathVariable String gpu,
            @PathVariable UUID id,
            @ModelAttribute("typed") WithdrawalForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            PriceEntry entry = recording.withdrawEnding(new PriceId(id), reason(typed), actor);
            Flash.ok(redirect, "The end is withdrawn; the price goes on.");
            return "redirect:/prices/" + entry.price().gpu();
        } catch (PlatformProblem.Invalid | PlatformProblem.Conflict refused) {
            return refuse(id, true, typed, refused, model, response);
        }
    }

    private static String reason(WithdrawalForm typed) {
        return Objects.requireNonNullElse(typed.reason(), "");
    }

    private String refuse(
            UUID id,
            boolean ending,
            WithdrawalForm typed,
            PlatformProblem refused,
            Model model,
            HttpServletResponse response) {
        List<FieldError> errors = refused.errors().isEmpty()
                ? List.of(new FieldError("reason", refused.type(), refused.detail() + " " + refused.remedy()))
                : refused.errors();
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(id, ending, typed, errors, model);
    }

    private String show(UUID id, boolean ending, WithdrawalForm form, List<FieldError> errors, Model model) {
        PriceEntry entry = book.entry(new PriceId(id));
        CatalogGpu gpu = catalog.gpu(entry.price().gpu());
        String path = "/prices/" + gpu.name();
        model.addAttribute("price", PriceView.of(entry.price()));
        model.addAttribute("until", entry.until() == null ? "open end" : Dates.moment(entry.until()));
        model.addAttribute("ofEnding", ending);
        model.addAttribute("gpuTitle", gpu.title());
        model.addAttribute("path", path);
        model.addAttribute("action", path + "/" + id + (ending ? "/ending" : "") + "/withdrawal");
        FormState.add(model, "form", form, errors);
        return "prices/withdrawal";
    }
}
