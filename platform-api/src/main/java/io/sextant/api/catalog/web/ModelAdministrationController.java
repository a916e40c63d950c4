package io.sextant.api.catalog.web;

import io.sextant.api.catalog.CatalogModel;
import io.sextant.api.catalog.ModelAdministration;
import io.sextant.api.problem.web.EntityRevision;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Adds, changes and removes models; {@link ModelController} shows them. */
@RestController
@RequestMapping(ModelAdministrationController.PATH)
class ModelAdministrationController {
    static final String PATH = "/api/v1/models";

    private static final String ONE = "/{publisher}/{name}";

    private final ModelAdministration administration;

    ModelAdministrationController(ModelAdministration administration) {
        this.administration = administration;
    }

    @PostMapping
    @Requires(Permission.ADMINISTER_CATALOG)
    ResponseEntity<ModelBody> add(@RequestBody ModelRequest request, Actor actor) {
        CatalogModel added = administration.add(request.draft(), request.givenConfig(), actor);
        return answer(ResponseEntity.created(URI.create(PATH + "/" + added.nimId())), added);
    }

    @PostMapping(params = "dry_run=true")
    @Requires(Permission.ADMINISTER_CATALOG)
    ModelPreviewBody preview(@RequestBody ModelRequest request, Actor actor) {
        return ModelPreviewBody.of(administration.preview(request.draft(), request.givenConfig(), actor));
    }

    @PutMapping(ONE)
    @Requires(Permission.ADMINISTER_CATALOG)
    ResponseEntity<ModelBody> edit(
            @PathVariable String publisher,
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ModelChangeRequest request,
            Actor actor) {
        int revision = EntityRevision.required(ifMatch).number();
        return answer(
                ResponseEntity.ok(), administration.edit(publisher + "/" + name, revision, request.draft(), actor));
    }

    @PostMapping(ONE + "/deprecation")
    @Requires(Permission.ADMINISTER_CATALOG)
    ResponseEntity<ModelBody> deprecate(
            @PathVariable String publisher,
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        int revision = EntityRevision.required(ifMatch).number();
        return answer(ResponseEntity.ok(), administration.deprecate(publisher + "/" + name, revision, actor));
    }

    @DeleteMapping(ONE + "/deprecation")
    @Requires(Permission.ADMINISTER_CATALOG)
    ResponseEntity<ModelBody> restore(
            @PathVariable String publisher,
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        int revision = EntityRevision.required(ifMatch).number();
        return answer(ResponseEntity.ok(), administration.restore(publisher + "/" + name, revision, actor));
    }

    @DeleteMapping(ONE)
    @Requires(Permission.ADMINISTER_CATALOG)
    ResponseEntity<Void> remove(
            @PathVariable String publisher,
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        administration.remove(
                publisher + "/" + name, EntityRevision.required(ifMatch).number(), actor);
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<ModelBody> answer(ResponseEntity.BodyBuilder answer, CatalogModel model) {
        return AdditionBody.tagged(answer, model.addition()).body(ModelBody.of(model));
    }
}
