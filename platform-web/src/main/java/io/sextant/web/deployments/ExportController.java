package io.sextant.web.deployments;

import io.sextant.api.deployment.DeploymentId;
import io.sextant.api.deployment.Deployments;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** A deployment's manifests as files. */
@Controller
@RequestMapping("/deployments/{id}")
class ExportController {
    private final Deployments deployments;

    ExportController(Deployments deployments) {
        this.deployments = deployments;
    }

    @GetMapping("/manifests.yaml")
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<byte[]> yaml(@PathVariable UUID id, Actor actor) {
        return ManifestFile.yaml(deployments.manifests(new DeploymentId(id), actor));
    }

    @GetMapping("/kustomization.zip")
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<byte[]> kustomization(@PathVariable UUID id, Actor actor) {
        return ManifestFile.kustomization(deployments.manifests(new DeploymentId(id), actor));
    }
}
