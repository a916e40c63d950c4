package io.sextant.web.catalog;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.catalog.CatalogModel;
import io.sextant.api.catalog.Lifecycle;
import io.sextant.api.catalog.ModelFilter;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.FormState;
import io.sextant.web.layout.Option;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

@Controller
class ModelController {
    private static final Option ANY = new Option("", "Any");

    private final Catalog catalog;

    ModelController(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping("/catalog")
    @Requires(Permission.VIEW_CATALOG)
    String list(@ModelAttribute("typed") CatalogFilterForm typed, Model model, HttpServletResponse response) {
        List<FieldError> errors = new ArrayList<>();
        List<CatalogModel> found = find(typed, errors);
        if (!errors.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        FormState.add(model, "filter", typed, errors);
        model.addAttribute("models", found.stream().map(ModelRow::of).toList());
        model.addAttribute("total", catalog.models(ModelFilter.ALL).size());
        addChoices(model);
        return "catalog/models";
    }

    @GetMapping("/catalog/{publisher}/{name}")
    @Requires(Permission.VIEW_CATALOG)
    String one(@PathVariable String publisher, @PathVariable String name, Model model) {
        model.addAttribute("page", ModelPage.of(catalog.model(publisher + "/" + name)));
        return "catalog/model";
    }

    private List<CatalogModel> find(CatalogFilterForm typed, List<FieldError> errors) {
        try {
            ModelFilter filter = typed.filter(errors);
            return errors.isEmpty() ? catalog.models(filter) : List.of();
        } catch (PlatformProblem.NotFound unknownGpu) {
            errors.add(new FieldError("gpu", "unknown", unknownGpu.detail() + " " + unknownGpu.remedy()));
            return List.of();
        }
    }

    private void addChoices(Model model) {
        model.addAttribute("publishers", choices(catalog.publishers().stream().map(Option::of)));
        model.addAttribute("licences", choices(catalog.licences().stream().map(Option::of)));
        model.addAttribute("gpus", choices(catalog.gpus().stream().map(gpu -> new Option(gpu.name(), gpu.title()))));
        model.addAttribute(
                "lifecycles",
                choices(Stream.of(Lifecycle.Stage.values())
                        .map(stage -> new Option(
                                stage.key(), Lifecycle.of(stage, null).label()))));
    }

    private static List<Option> choices(Stream<Option> options) {
        return Stream.concat(Stream.of(ANY), options).toList();
    }
}
