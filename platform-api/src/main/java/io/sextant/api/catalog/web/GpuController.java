package io.sextant.api.catalog.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.catalog.Catalog;
import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.catalog.GpuAdministration;
import io.sextant.api.catalog.GpuDraft;
import io.sextant.api.paging.Page;
import io.sextant.api.problem.web.EntityRevision;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.planner.hardware.GpuProduct;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(GpuController.PATH)
class GpuController {
    static final String PATH = "/api/v1/gpus";

    private final Catalog catalog;
    private final GpuAdministration administration;

    GpuController(Catalog catalog, GpuAdministration administration) {
        this.catalog = catalog;
        this.administration = administration;
    }

    @GetMapping
    @Requires(Permission.VIEW_CATALOG)
    Page<GpuBody> list() {
        return Page.whole(catalog.gpus().stream().map(GpuBody::of).toList());
    }

    @GetMapping("/{name}")
    @Requires(Permission.VIEW_CATALOG)
    ResponseEntity<GpuBody> one(@PathVariable String name) {
        return answer(ResponseEntity.ok(), catalog.gpu(name));
    }

    @PostMapping
    @Requires(Permission.ADMINISTER_CATALOG)
    ResponseEntity<GpuBody> add(@RequestBody GpuDraft draft, Actor actor) {
        CatalogGpu added = administration.add(draft, actor);
        return answer(ResponseEntity.created(URI.create(PATH + "/" + added.name())), added);
    }

    @PutMapping("/{name}")
    @Requires(Permission.ADMINISTER_CATALOG)
    ResponseEntity<GpuBody> edit(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody GpuDraft draft,
            Actor actor) {
        int revision = EntityRevision.required(ifMatch).number();
        return answer(ResponseEntity.ok(), administration.edit(name, revision, draft, actor));
    }

    @DeleteMapping("/{name}")
    @Requires(Permission.ADMINISTER_CATALOG)
    ResponseEntity<Void> remove(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        administration.remove(name, EntityRevision.required(ifMatch).number(), actor);
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<GpuBody> answer(ResponseEntity.BodyBuilder answer, CatalogGpu gpu) {
        return AdditionBody.tagged(answer, gpu.addition()).body(GpuBody.of(gpu));
    }

    /** A GPU product; rates are dense, in 10^12 operations per second, absent where the GPU has none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GpuBody(
            String name,
            String title,
            String productLabel,
            double memoryGib,
            double memoryBandwidthGbS,
            double tflopsBf16,
            @Nullable Double tflopsFp8,
            @Nullable Double tflopsFp4,
            double allreduceGbS,
            boolean nvlinkFabric,
            int maxGpusPerReplicaNode,
            List<ModelBody.FactBody> facts,
            String notes,
            @Nullable AdditionBody addition) {
        static GpuBody of(CatalogGpu gpu) {
            GpuProduct product = gpu.product();
            return new GpuBody(
                    product.name(),
                    gpu.title(),
                    product.productLabel(),
                    product.memoryGib(),
                    product.memoryBandwidthGbS(),
                    product.tflopsBf16(),
                    product.tflopsFp8(),
                    product.tflopsFp4(),
                    product.allreduceGbS(),
                    product.hasNvlink(),
                    product.maxGpusPerNode(),
                    gpu.facts().stream().map(ModelBody.FactBody::of).toList(),
                    gpu.notes(),
                    AdditionBody.of(gpu.addition()));
        }
    }
}
