package io.sextant.api.deployment.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.desired.Manifest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders each case folder's {@code in-*.json} and compares with its {@code out-*.yaml}, as text.
 *
 * <p>{@code -Dsextant.golden.write=<the source folder>} writes what is rendered now; read the diff before committing it.
 */
class ManifestGoldenTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TestFactory
    Stream<DynamicTest> rendersEachCaseAsExpected() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(ManifestGoldenTest.class.getResource("/manifests"));
        List<Path> cases;
        try (Stream<Path> folders = Files.list(Path.of(folder.toURI()))) {
            cases = folders.sorted().toList();
        }
        assertThat(cases).isNotEmpty();
        return cases.stream()
                .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> verify(path)));
    }

    private static void verify(Path folder) throws IOException {
        String target = System.getProperty("sextant.golden.write");
        if (target != null) {
            for (Map.Entry<String, String> file : render(folder).entrySet()) {
                Files.writeString(
                        Path.of(target).resolve(folder.getFileName()).resolve(file.getKey()), file.getValue());
            }
            return;
        }
        Map<String, String> expected = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> !isInput(path)).toList()) {
                expected.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        // Comparing the whole maps also fails on an expectation that nothing renders.
        assertThat(render(folder)).isEqualTo(expected);
    }

    private static Map<String, String> render(Path folder) throws IOException {
        Map<String, String> rendered = new TreeMap<>();
        Path deployment = folder.resolve("in-deployment.json");
        Path namespace = folder.resolve("in-namespace.json");
        assertThat(Files.exists(deployment) || Files.exists(namespace)).isTrue();
        if (Files.exists(deployment)) {
            NimBlueprint blueprint = JSON.readValue(Files.readString(deployment), NimBlueprint.class);
            put(rendered, NimManifests.cache(blueprint));
            put(rendered, NimManifests.service(blueprint));
            KedaManifests.scaledObject(blueprint).ifPresent(manifest -> put(rendered, manifest));
            RouteManifests.route(blueprint, blueprint.name()).ifPresent(manifest -> put(rendered, manifest));
        }
        if (Files.exists(namespace)) {
            NamespaceManifests.of(JSON.readValue(Files.readString(namespace), NamespaceBlueprint.class))
                    .forEach(manifest -> put(rendered, manifest));
        }
        return rendered;
    }

    private static void put(Map<String, String> rendered, Manifest manifest) {
        rendered.put("out-" + manifest.kind().toLowerCase(Locale.ROOT) + ".yaml", manifest.yaml());
    }

    private static boolean isInput(Path path) {
        return path.getFileName().toString().startsWith("in-");
    }
}
