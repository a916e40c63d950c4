package io.sextant.web.measurements;

import io.sextant.api.measurement.MeasurementPoint;
import io.sextant.api.measurement.MeasurementSet;
import io.sextant.api.measurement.MeasurementSetId;
import io.sextant.api.measurement.MeasurementUpload;
import io.sextant.api.measurement.Measurements;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.SentText;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/measurements")
class MeasurementController {
    private static final int ROWS_ON_A_PAGE = 100;

    private final Measurements measurements;
    private final MeasurementUpload upload;

    MeasurementController(Measurements measurements, MeasurementUpload upload) {
        this.measurements = measurements;
        this.upload = upload;
    }

    @GetMapping
    @Requires(Permission.VIEW_CATALOG)
    String list(@RequestParam(name = "page_token", required = false) @Nullable String pageToken, Model model) {
        return show(model, pageToken);
    }

    @PostMapping
    @Requires(Permission.ADMINISTER_CATALOG)
    String upload(
            @RequestParam(required = false) @Nullable String title,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            MeasurementSet set = upload.upload(title, SentText.of(file), actor);
            Flash.ok(redirect, set.rows() + " rows are stored as \"" + set.title() + "\".");
            return "redirect:/measurements/" + set.id();
        } catch (PlatformProblem.Invalid | PlatformProblem.Conflict refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refusal", RefusalView.of(refused));
            model.addAttribute("typedTitle", title);
            return show(model, null);
        }
    }

    @GetMapping("/{id}")
    @Requires(Permission.VIEW_CATALOG)
    String one(
            @PathVariable UUID id,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            Model model) {
        MeasurementSetId set = new MeasurementSetId(id);
        Page<MeasurementPoint> page = measurements.points(set, PageRequest.of(ROWS_ON_A_PAGE, pageToken));
        SetView view = SetView.of(measurements.set(set));
        model.addAttribute("set", view);
        model.addAttribute("points", page.items().stream().map(PointView::of).toList());
        pages(model, view.path(), pageToken, page.nextPageToken());
        return "measurements/set";
    }

    @PostMapping("/{id}/removal")
    @Requires(Permission.ADMINISTER_CATALOG)
    String remove(@PathVariable UUID id, Actor actor, RedirectAttributes redirect) {
        MeasurementSetId set = new MeasurementSetId(id);
        String title = measurements.set(set).title();
        upload.remove(set, actor);
        Flash.ok(redirect, "\"" + title + "\" is removed; plans no longer use its rows.");
        return "redirect:/measurements";
    }

    private String show(Model model, @Nullable String pageToken) {
        Page<MeasurementSet> page = measurements.sets(PageRequest.of(null, pageToken));
        model.addAttribute("sets", page.items().stream().map(SetView::of).toList());
        pages(model, "/measurements", pageToken, page.nextPageToken());
        return "measurements/list";
    }

    private static void pages(Model model, String path, @Nullable String token, @Nullable String next) {
        model.addAttribute("firstPath", token == null ? null : path);
        model.addAttribute("nextPath", next == null ? null : path + "?page_token=" + next);
    }
}
