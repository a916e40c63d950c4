package io.sextant.web.deployments;

import io.sextant.api.deployment.ManifestBundle;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Manifests as a file to keep. */
final class ManifestFile {
    private ManifestFile() {}

    static ResponseEntity<byte[]> yaml(ManifestBundle bundle) {
        return file(
                bundle.name() + ".yaml",
                MediaType.parseMediaType("application/yaml;charset=UTF-8"),
                bundle.yaml().getBytes(StandardCharsets.UTF_8));
    }

    static ResponseEntity<byte[]> kustomization(ManifestBundle bundle) {
        return file(bundle.name() + ".zip", MediaType.parseMediaType("application/zip"), bundle.kustomization());
    }

    private static ResponseEntity<byte[]> file(String name, MediaType type, byte[] content) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(content);
    }
}
