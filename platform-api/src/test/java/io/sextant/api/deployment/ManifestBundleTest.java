package io.sextant.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.desired.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class ManifestBundleTest {
    private static final ManifestBundle BUNDLE = new ManifestBundle(
            "chat",
            List.of(
                    new Manifest("v1", "Namespace", "sextant-support", "---\nkind: Namespace\n"),
                    new Manifest("apps.nvidia.com/v1alpha1", "NIMService", "chat", "---\nkind: NIMService\n")));

    @Test
    void joinsItsManifestsAsYamlDocuments() {
        assertThat(BUNDLE.yaml()).isEqualTo("---\nkind: Namespace\n---\nkind: NIMService\n");
    }

    @Test
    void packsADirectoryThatKustomizeTakes() throws IOException {
        Map<String, String> files = files(BUNDLE.kustomization());
        assertThat(files)
                .containsEntry("chat/namespace-sextant-support.yaml", "---\nkind: Namespace\n")
                .containsEntry("chat/nimservice-chat.yaml", "---\nkind: NIMService\n");
        assertThat(files.get("chat/kustomization.yaml"))
                .contains("kind: Kustomization", "  - namespace-sextant-support.yaml\n  - nimservice-chat.yaml\n")
                .contains("secrets ngc-api and ngc-pull");
        assertThat(BUNDLE.kustomization()).isEqualTo(BUNDLE.kustomization());
    }

    private static Map<String, String> files(byte[] zipped) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
