package io.sextant.web.prices;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.pricing.PriceBook;
import io.sextant.api.pricing.PriceDraft;
import io.sextant.api.pricing.PriceEntry;
import io.sextant.api.pricing.PriceId;
import io.sextant.api.pricing.PriceRecording;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormErrors;
import io.sextant.web.layout.FormState;
import io.sextant.web.layout.Option;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.ArrayList;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Adds prices and ends them. */
@Controller
class PriceFormController {
    private final PriceRecording recording;
    private final PriceBook book;
    private final Catalog catalog;
    private final ClusterInventories clusters;

    PriceFormController(PriceRecording recording, PriceBook book, Catalog catalog, ClusterInventories clusters) {
        this.recording = recording;
        this.book = book;
        this.catalog = catalog;
        this.clusters = clusters;
    }

    @GetMapping("/prices/new")
    @Requires(Permission.ADMINISTER_CATALOG)
    String blank(
            @RequestParam(defaultValue = "") String gpu,
            @RequestParam(defaultValue = "") String perGpuHour,
            @RequestParam(defaultValue = "") String source,
            Model model) {
        return show(model, PriceForm.begun(gpu, perGpuHour, source), List.of());
    }

    @PostMapping("/prices/new")
    @Requires(Permission.ADMINISTER_CATALOG)
    String add(
            @ModelAttribute("typed") PriceForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<FieldError> errors = new ArrayList<>();
        PriceDraft draft = typed.draft(errors);
        try {
            if (errors.isEmpty()) {
                PriceEntry entry = recording.add(draft, actor);
                Flash.ok(redirect, "The price is recorded; it holds until a later one takes over or somebody ends it.");
                return "redirect:/prices/" + entry.price().gpu();
            }
        } catch (PlatformProblem.Invalid invalid) {
            errors = FormErrors.joined(errors, invalid.errors());
        } catch (PlatformProblem.Conflict taken) {
            errors.add(new FieldError("effectiveFrom", taken.type(), taken.detail() + " " + taken.remedy()));
        } catch (PlatformProblem.NotFound unknown) {
            errors.add(new FieldError(
                    unknown.type().startsWith("gpu") ? "gpu" : "cluster",
                    unknown.type(),
                    unknown.detail() + " " + unknown.remedy()));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(model, typed, errors);
    }

    @GetMapping("/prices/{gpu}/{id}/ending")
    @Requires(Permission.ADMINISTER_CATALOG)
    String ending(@PathVariable String gpu, @PathVariable UUID id, Model model) {
        return showEnding(model, id, new EndingForm("", ""), List.of());
    }

    @PostMapping("/prices/{gpu}/{id}/ending")
    @Requires(Permission.ADMINISTER_CATALOG)
    String end(
            @PathVariable String gpu,
            @PathVariable UUID id,
            @ModelAttribute("typed") EndingForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<FieldError> errors = new ArrayList<>();
        Instant at = PriceForm.moment("effectiveFrom", typed.effectiveFrom(), errors);
        try {
            if (errors.isEmpty()) {
                PriceEntry entry =
                        recording.end(new PriceId(id), at, Objects.requireNonNullElse(typed.reason(), ""), actor);
                Flash.ok(redirect, "The price ends; what was used until then stays charged at it.");
                return "redirect:/prices/" + entry.price().gpu();
            }
        } catch (PlatformProblem.Invalid invalid) {
            errors = FormErrors.joined(errors, invalid.errors());
        } catch (PlatformProblem.Conflict over) {
            errors.add(new FieldError("effectiveFrom", over.type(), over.detail() + " " + over.remedy()));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return showEnding(model, id, typed, errors);
    }

    private String show(Model model, PriceForm form, List<FieldError> errors) {
        List<Option> places = new ArrayList<>();
        places.add(new Option("", "All clusters without a price of their own"));
        clusters.all()
                .forEach(cluster -> places.add(new Option(cluster.name(), "Cluster " + cluster.name() + " only")));
        model.addAttribute(
                "gpus",
                catalog.gpus().stream()
                        .map(gpu -> new Option(gpu.name(), gpu.title()))
                        .toList());
        model.addAttribute("clusters", places);
        FormState.add(model, "form", form, errors);
        return "prices/new";
    }

    private String showEnding(Model model, UUID id, EndingForm form, List<FieldError> errors) {
        PriceEntry entry = book.entry(new PriceId(id));
        CatalogGpu gpu = catalog.gpu(entry.price().gpu());
        model.addAttribute("price", PriceView.of(entry.price()));
        model.addAttribute("gpuTitle", gpu.title());
        model.addAttribute("path", "/prices/" + gpu.name());
        model.addAttribute("action", "/prices/" + gpu.name() + "/" + id + "/ending");
        FormState.add(model, "form", form, errors);
        return "prices/ending";
    }
}
