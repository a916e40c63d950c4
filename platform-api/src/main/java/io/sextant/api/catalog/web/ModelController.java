package io.sextant.api.catalog.web;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.catalog.CatalogModel;
import io.sextant.api.catalog.Lifecycle;
import io.sextant.api.catalog.ModelFilter;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/models")
class ModelController {
    private final Catalog catalog;

    ModelController(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping
    @Requires(Permission.VIEW_CATALOG)
    Page<ModelBody.Summary> list(
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String publisher,
            @RequestParam(name = "min_parameters_b", required = false) @Nullable Double minParametersB,
            @RequestParam(name = "max_parameters_b", required = false) @Nullable Double maxParametersB,
            @RequestParam(required = false) @Nullable String gpu,
            @RequestParam(required = false) @Nullable String lifecycle,
            @RequestParam(required = false) @Nullable String licence,
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
        ModelFilter filter =
                new ModelFilter(text, publisher, minParametersB, maxParametersB, gpu, stage(lifecycle), licence);
        return Page.of(catalog.models(filter), ModelController::key, PageRequest.of(pageSize, pageToken))
                .map(ModelBody.Summary::of);
    }

    @GetMapping("/{publisher}/{name}")
    @Requires(Permission.VIEW_CATALOG)
    ResponseEntity<ModelBody> one(@PathVariable String publisher, @PathVariable String name) {
        CatalogModel model = catalog.model(publisher + "/" + name);
        return AdditionBody.tagged(ResponseEntity.ok(), model.addition()).body(ModelBody.of(model));
    }

    private static String key(CatalogModel model) {
        return model.publisher() + "\u0001" + model.title() + "\u0001" + model.nimId();
    }

    private static Lifecycle.@Nullable Stage stage(@Nullable String text) {
        try {
            return text == null ? null : Lifecycle.Stage.parse(text);
        } catch (IllegalArgumentException e) {
            throw new PlatformProblem.Invalid(
                    "lifecycle", "unknown", "The lifecycle is ga, deprecated or ended, but was \"" + text + "\".");
        }
    }
}
