package io.sextant.web.deployments;

import io.sextant.api.deployment.ManifestBundle;
import io.sextant.web.layout.Attachment;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Manifests as a file to keep. */
final class ManifestFile {
    private ManifestFile() {}

    static ResponseEntity<byte[]> yaml(ManifestBundle bundle) {
        return Attachment.of(
                bundle.name() + ".yaml",
                MediaType.parseMediaType("application/yaml;charset=UTF-8"),
                bundle.yaml().getBytes(StandardCharsets.UTF_8));
    }

    static ResponseEntity<byte[]> kustomization(ManifestBundle bundle) {
        return Attachment.of(
                bundle.name() + ".zip", MediaType.parseMediaType("application/zip"), bundle.kustomization());
    }
}
