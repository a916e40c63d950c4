package io.sextant.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.yaml.snakeyaml.Yaml;

/** Dockerfile, docker-compose.yml and k8s/ say what the code says. */
class DeploymentFilesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void everySextantVariableBindsToASettingTheCodeHas() throws IOException {
        Set<String> used = new TreeSet<>();
        composeServices()
                .values()
                .forEach(service -> used.addAll(environmentOf(service).keySet()));
        manifests()
                .forEach(manifest -> containers(manifest)
                        .forEach(container ->
                                maps(container.get("env")).forEach(env -> used.add(text(env.get("name"))))));
        assertThat(used).contains("SEXTANT_SECURITY_TOKEN_KEY", "SEXTANT_DEPLOYER_JOIN_TOKEN");
        assertThat(used.stream().filter(name -> name.startsWith("SEXTANT_"))).isSubsetOf(knownVariables());
    }

    @Test
    void composeRunsThePlatformInTheProductionProfileOnPostgres18() throws IOException {
        Map<String, Map<String, Object>> services = composeServices();
        assertThat(services).containsOnlyKeys("postgres", "platform", "deployer");
        assertThat(services.get("postgres")).containsEntry("image", "postgres:18");
        assertThat(environmentOf(services.get("platform")))
                .containsEntry("SPRING_PROFILES_ACTIVE", "production")
                .containsKeys("SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_USERNAME", "SPRING_DATASOURCE_PASSWORD");
    }

    @Test
    void everyImageIsBuiltByAStageOfTheDockerfile() throws IOException {
        String dockerfile = Files.readString(ROOT.resolve("Dockerfile"));
        List<String> images = new ArrayList<>();
        manifests()
                .forEach(manifest ->
                        containers(manifest).forEach(container -> images.add(text(container.get("image")))));
        assertThat(images).containsExactlyInAnyOrder("sextant/platform", "sextant/deployer");
        images.forEach(image -> assertThat(dockerfile).contains("AS " + image.substring("sextant/".length())));
    }

    @Test
    void everyPathTheDockerfileCopiesIsLetThroughToTheBuild() throws IOException {
        String ignore = Files.readString(ROOT.resolve(".dockerignore"));
        Files.readString(ROOT.resolve("Dockerfile"))
                .lines()
                .filter(line -> line.startsWith("COPY "))
                .forEach(line -> assertThat(ignore).contains("!" + line.split(" ", -1)[1]));
    }

    @Test
    void theDeployerMayChangeNoSecretButItsOwn() throws IOException {
        List<Map<String, Object>> rules = manifests().stream()
                .filter(manifest -> text(manifest.get("kind")).endsWith("Role"))
                .flatMap(role -> maps(role.get("rules")).stream())
                .filter(rule -> ((List<?>) rule.get("resources")).contains("secrets"))
                .filter(rule -> ((List<?>) rule.get("verbs")).contains("update"))
                .toList();
        assertThat(rules)
                .singleElement()
                .satisfies(rule ->
                        assertThat(rule).containsEntry("resourceNames", List.of("sextant-deployer-credential")));
    }

    @Test
    void everyResourceAKustomizationNamesIsThere() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("k8s"))) {
            List<Path> kustomizations =
                    files.filter(file -> file.endsWith("kustomization.yaml")).toList();
            assertThat(kustomizations).hasSizeGreaterThan(3);
            for (Path file : kustomizations) {
                Map<String, Object> content = new Yaml().load(Files.readString(file));
                for (Object resource : (List<?>) content.get("resources")) {
                    assertThat(file.getParent().resolve(text(resource))).exists();
                }
            }
        }
    }

    private static Map<String, Map<String, Object>> composeServices() throws IOException {
        Map<String, Map<String, Map<String, Object>>> compose =
                new Yaml().load(Files.readString(ROOT.resolve("docker-compose.yml")));
        return compose.get("services");
    }

    private static List<Map<String, Object>> manifests() throws IOException {
        List<Map<String, Object>> manifests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("k8s"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                for (Object document : new Yaml().loadAll(Files.readString(file))) {
                    Map<String, Object> manifest = map(document);
                    assertThat(manifest).as(file.toString()).containsKeys("apiVersion", "kind");
                    manifests.add(manifest);
                }
            }
        }
        return manifests;
    }

    private static List<Map<String, Object>> containers(Map<String, Object> manifest) {
        if (!"Deployment".equals(manifest.get("kind"))) {
            return List.of();
        }
        Map<String, Object> template = map(map(manifest.get("spec")).get("template"));
        return maps(map(template.get("spec")).get("containers"));
    }

    private static Map<String, Object> environmentOf(Map<String, Object> service) {
        return map(service.getOrDefault("environment", Map.of()));
    }

    private static Set<String> knownVariables() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Set<String> known = new TreeSet<>();
        scanner.findCandidateComponents("io.sextant").forEach(found -> {
            try {
                Class<?> type = Class.forName(found.getBeanClassName());
                String prefix =
                        type.getAnnotation(ConfigurationProperties.class).value();
                addVariables(prefix, type, known);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        });
        return known;
    }

    /** A record within a record has its own name in front of its members' names. */
    private static void addVariables(String prefix, Class<?> type, Set<String> known) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + "." + component.getName();
            if (component.getType().isRecord()) {
                addVariables(name, component.getType(), known);
            } else {
                known.add(name.replaceAll("([a-z])([A-Z])", "$1_$2")
                        .replace('.', '_')
                        .replace('-', '_')
                        .toUpperCase(Locale.ROOT));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object value) {
        return value == null ? List.of() : (List<Map<String, Object>>) value;
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }
}
