package io.sextant.api.cluster.web;

import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.cluster.ClusterLifecycle;
import io.sextant.api.problem.web.EntityRevision;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes clusters out of service; every write names the revision it is meant for. */
@RestController
class ClusterLifecycleController {
    private final ClusterLifecycle lifecycle;
    private final ClusterInventories inventories;

    ClusterLifecycleController(ClusterLifecycle lifecycle, ClusterInventories inventories) {
        this.lifecycle = lifecycle;
        this.inventories = inventories;
    }

    @PostMapping("/api/v1/clusters/{cluster}/drain")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<ClusterController.ClusterBody> drain(
            @PathVariable String cluster,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        lifecycle.drain(cluster, EntityRevision.required(ifMatch).number(), actor);
        return ClusterController.answer(inventories.named(cluster));
    }

    @DeleteMapping("/api/v1/clusters/{cluster}/drain")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<ClusterController.ClusterBody> resume(
            @PathVariable String cluster,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        lifecycle.resume(cluster, EntityRevision.required(ifMatch).number(), actor);
        return ClusterController.answer(inventories.named(cluster));
    }

    @PostMapping("/api/v1/clusters/{cluster}/retirement")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<ClusterController.ClusterBody> retire(
            @PathVariable String cluster,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        lifecycle.retire(cluster, EntityRevision.required(ifMatch).number(), actor);
        return ClusterController.answer(inventories.named(cluster));
    }
}
