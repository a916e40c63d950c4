package io.sextant.api.deployment.web;

import io.sextant.api.deployment.DeploymentId;
import io.sextant.api.deployment.Deployments;
import io.sextant.api.deployment.ManifestBundle;
import io.sextant.api.deployment.PreviewSubmission;
import io.sextant.api.deployment.SubmitRequest;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Manifests before and after a submission: as YAML documents, and as a directory for kustomize in a zip file. */
@RestController
@RequestMapping("/api/v1/deployments")
class ManifestController {
    private static final String YAML = "application/yaml";
    private static final String ZIP = "application/zip";

    private final PreviewSubmission previewing;
    private final Deployments deployments;

    ManifestController(PreviewSubmission previewing, Deployments deployments) {
        this.previewing = previewing;
        this.deployments = deployments;
    }

    /** What a submission with the same body and Idempotency-Key would apply; nothing is held. */
    @PostMapping(path = "/preview/manifests", produces = YAML)
    @Requires(Permission.PLAN)
    String preview(
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody SubmitRequest request,
            Actor actor) {
        return previewing.preview(request, IdempotencyKey.required(key), actor).yaml();
    }

    @PostMapping(path = "/preview/kustomization", produces = ZIP)
    @Requires(Permission.PLAN)
    ResponseEntity<byte[]> previewKustomization(
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody SubmitRequest request,
            Actor actor) {
        return zip(previewing.preview(request, IdempotencyKey.required(key), actor));
    }

    @GetMapping(path = "/{id}/manifests", produces = YAML)
    @Requires(Permission.VIEW_TEAM)
    String manifests(@PathVariable UUID id, Actor actor) {
        return deployments.manifests(new DeploymentId(id), actor).yaml();
    }

    @GetMapping(path = "/{id}/kustomization", produces = ZIP)
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<byte[]> kustomization(@PathVariable UUID id, Actor actor) {
        return zip(deployments.manifests(new DeploymentId(id), actor));
    }

    @GetMapping(path = "/{id}/generations/{generation}/manifests", produces = YAML)
    @Requires(Permission.VIEW_TEAM)
    String manifests(@PathVariable UUID id, @PathVariable long generation, Actor actor) {
        return deployments.manifests(new DeploymentId(id), generation, actor).yaml();
    }

    private static ResponseEntity<byte[]> zip(ManifestBundle bundle) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(bundle.name() + ".zip")
                                .build()
                                .toString())
                .body(bundle.kustomization());
    }
}
