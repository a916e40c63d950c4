package io.sextant.api.catalog.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.catalog.Catalog;
import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.paging.Page;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.planner.hardware.GpuProduct;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/gpus")
class GpuController {
    private final Catalog catalog;

    GpuController(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping
    @Requires(Permission.VIEW_CATALOG)
    Page<GpuBody> list() {
        return Page.whole(catalog.gpus().stream().map(GpuBody::of).toList());
    }

    @GetMapping("/{name}")
    @Requires(Permission.VIEW_CATALOG)
    GpuBody one(@PathVariable String name) {
        return GpuBody.of(catalog.gpu(name));
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
            String notes) {
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
                    gpu.notes());
        }
    }
}
