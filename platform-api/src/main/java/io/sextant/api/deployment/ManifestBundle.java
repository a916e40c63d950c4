package io.sextant.api.deployment;

import io.sextant.api.deployment.manifest.NimManifests;
import io.sextant.contract.desired.DesiredNamespace;
import io.sextant.contract.desired.Manifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * All manifests of a deployment in the order in which they are applied: the team's namespace with its fences, the
 * weights, the service.
 *
 * <p>Secrets are named and never contained. The deployer adds its own marks when it applies them: the cluster's name and
 * a digest.
 */
public record ManifestBundle(String name, List<Manifest> manifests) {
    // The oldest moment a zip file can tell: the same manifests are the same bytes.
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    public ManifestBundle {
        manifests = List.copyOf(manifests);
    }

    /** What was rendered for a deployment, behind the namespace that must stand before. */
    static ManifestBundle of(String name, DesiredNamespace namespace, List<Manifest> rendered) {
        return new ManifestBundle(
                name,
                Stream.concat(namespace.manifests().stream(), rendered.stream()).toList());
    }

    /** One YAML document per manifest. */
    public String yaml() {
        return manifests.stream().map(Manifest::yaml).collect(Collectors.joining());
    }

    /** A zip file with a directory that {@code kubectl apply -k} takes. */
    public byte[] kustomization() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "kustomization.yaml", overview());
            for (Manifest manifest : manifests) {
                put(zip, fileOf(manifest), manifest.yaml());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a zip file in memory", e);
        }
        return bytes.toByteArray();
    }

    private String overview() {
        return """
                # The secrets %s and %s must stand in the namespace before; they are never part of an export.
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources:
                """.formatted(NimManifests.API_KEY_SECRET, NimManifests.PULL_SECRET)
                + manifests.stream()
                        .map(manifest -> "  - " + fileOf(manifest) + "\n")
                        .collect(Collectors.joining());
    }

    private void put(ZipOutputStream zip, String file, String text) throws IOException {
        ZipEntry entry = new ZipEntry(name + "/" + file);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String fileOf(Manifest manifest) {
        return manifest.kind().toLowerCase(Locale.ROOT) + "-" + manifest.name() + ".yaml";
    }
}
