package io.sextant.api.deployment.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceClaimBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.sextant.api.catalog.MetricFamily;
import io.sextant.contract.nim.NimCacheSpec;
import io.sextant.contract.nim.NimServiceSpec;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule is broken once, alone; what is really rendered breaks none with any release. */
class ManifestRulesTest {
    private static final NimOperatorRelease NEWEST = NimOperatorRelease.NEWEST;
    private static final NimServiceSpec.Hpa HPA = new NimServiceSpec.Hpa(1, 3, null, null);

    private final Service service = new Service();

    /** A NIMService specification in parts that a test can change. */
    private static final class Service {
        String repository = "nvcr.io/nim/meta/llama-3.1-8b-instruct";
        String tag = "1.15.5";
        String secret = "ngc-api";
        String cache = "chat-3a249a96";

        @Nullable
        String sharedMemory;

        @Nullable
        Map<String, String> nodeSelector;

        @Nullable
        Affinity affinity;

        boolean claims;

        @Nullable
        Integer replicas = 1;

        NimServiceSpec.@Nullable Scale scale;
        int port = 8000;
        NimServiceSpec.@Nullable Metrics metrics;

        @Nullable
        String priorityClass;

        List<String> broken(NimOperatorRelease release) {
            var resources = new ResourceRequirementsBuilder().addToLimits("nvidia.com/gpu", new Quantity("1"));
            if (claims) {
                resources.addToClaims(new ResourceClaimBuilder().withName("gpu").build());
            }
            return NimServiceRules.broken(
                            new NimServiceSpec(
                                    new NimServiceSpec.Image(repository, tag, null, null),
                                    secret,
                                    null,
                                    new NimServiceSpec.Storage(new NimServiceSpec.CacheRef(cache, null), sharedMemory),
                                    null,
                                    nodeSelector,
                                    affinity,
                                    null,
                                    resources.build(),
                                    replicas,
                                    scale,
                                    new NimServiceSpec.Expose(new NimServiceSpec.ServicePort("ClusterIP", port)),
                                    metrics,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    priorityClass),
                            release)
                    .toList();
        }

        void breaks(String words) {
            assertThat(broken(NEWEST)).singleElement().asString().contains(words);
        }
    }

    @Test
    void takesWhatIsSound() {
        assertThat(service.broken(NEWEST)).isEmpty();
    }

    @Test
    void wantsAnImage() {
        service.repository = "";
        service.breaks("image.repository");
    }

    @Test
    void wantsATag() {
        service.tag = " ";
        service.breaks("image.tag");
    }

    @Test
    void wantsTheSecretOfTheRegistry() {
        service.secret = "";
        service.breaks("authSecret");
    }

    @Test
    void wantsTheNameOfACache() {
        service.cache = "";
        service.breaks("storage");
    }

    @Test
    void wantsSharedMemoryAboveZero() {
        service.sharedMemory = "0";
        service.breaks("sharedMemorySizeLimit");
    }

    @Test
    void takesNoResourceClaims() {
        service.claims = true;
        service.breaks("resources.claims");
    }

    @Test
    void takesNoNegativeReplicas() {
        service.replicas = -1;
        service.breaks("replicas must be 0 or more");
    }

    @Test
    void takesReplicasOrAnAutoscalerFrom302() {
        service.scale = new NimServiceSpec.Scale(true, HPA);
        service.breaks("replicas cannot be set");
        assertThat(service.broken(new NimOperatorRelease(3, 0, 1))).isEmpty();
    }

    @Test
    void wantsBoundsForAnAutoscaler() {
        service.replicas = null;
        service.scale = new NimServiceSpec.Scale(true, null);
        service.breaks("scale.hpa must be defined");
    }

    @Test
    void wantsAtLeastOneReplicaOfAnAutoscaler() {
        service.scale = new NimServiceSpec.Scale(false, new NimServiceSpec.Hpa(0, 3, null, null));
        service.breaks("minReplicas must be 1");
    }

    @Test
    void wantsBoundsInTheirOrder() {
        service.scale = new NimServiceSpec.Scale(false, new NimServiceSpec.Hpa(4, 3, null, null));
        service.breaks("maxReplicas");
    }

    @ParameterizedTest
    @CsvSource({"0", "65536"})
    void wantsAPort(int port) {
        service.port = port;
        service.breaks("port must be 1 to 65535");
    }

    @Test
    void wantsAServiceMonitorWhereMetricsAreOn() {
        service.metrics = new NimServiceSpec.Metrics(true, null);
        service.breaks("serviceMonitor must be defined");
    }

    @Test
    void wantsDurationsOfAServiceMonitor() {
        service.metrics = new NimServiceSpec.Metrics(true, new NimServiceSpec.ServiceMonitor(null, "15 seconds", null));
        service.breaks("durations such as 15s");
    }

    @ParameterizedTest
    @CsvSource({"true", "80", "No"})
    void takesNoSelectorThatYamlReadsOtherwise(String value) {
        service.nodeSelector = Map.of("nvidia.com/gpu.present", value);
        service.breaks("nodeSelector");
    }

    @Test
    void namesFieldsThatTheReleaseDoesNotKnow() {
        service.affinity = new Affinity();
        service.priorityClass = "serving";
        service.replicas = 0;

        assertThat(service.broken(new NimOperatorRelease(3, 0, 1))).hasSize(3);
        assertThat(service.broken(new NimOperatorRelease(3, 0, 2))).hasSize(2);
        assertThat(service.broken(new NimOperatorRelease(3, 1, 1)))
                .singleElement()
                .asString()
                .contains("priorityClassName");
        assertThat(service.broken(NEWEST)).isEmpty();
    }

    private static List<String> cacheBreaks(NimCacheSpec spec) {
        return NimCacheRules.broken(spec, NEWEST).toList();
    }

    private static NimCacheSpec cache(
            String puller, String secret, List<String> profiles, NimCacheSpec.Pvc claim, String memory) {
        return new NimCacheSpec(
                new NimCacheSpec.Source(new NimCacheSpec.Ngc(puller, secret, null, new NimCacheSpec.Model(profiles))),
                new NimCacheSpec.Storage(claim),
                new NimCacheSpec.Resources("2", memory),
                null,
                null,
                null);
    }

    @Test
    void judgesCachesByEachRule() {
        NimCacheSpec.Pvc claim = new NimCacheSpec.Pvc(true, null, null, "20Gi", "ReadWriteMany");
        List<String> one = List.of("3a24");
        assertThat(cacheBreaks(cache("nim:1", "ngc-api", one, claim, "8Gi"))).isEmpty();
        assertThat(cacheBreaks(cache("", "ngc-api", one, claim, "8Gi")))
                .singleElement()
                .asString()
                .contains("modelPuller");
        assertThat(cacheBreaks(cache("nim:1", "", one, claim, "8Gi")))
                .singleElement()
                .asString()
                .contains("authSecret");
        assertThat(cacheBreaks(cache("nim:1", "ngc-api", List.of("all", "3a24"), claim, "8Gi")))
                .singleElement()
                .asString()
                .contains("only alone");
        assertThat(cacheBreaks(cache("nim:1", "ngc-api", one, claim, "much")))
                .singleElement()
                .asString()
                .contains("quantities");
        assertThat(cacheBreaks(cache(
                        "nim:1",
                        "ngc-api",
                        one,
                        new NimCacheSpec.Pvc(false, null, null, "20Gi", "ReadWriteMany"),
                        "8Gi")))
                .singleElement()
                .asString()
                .contains("pvc.name");
        assertThat(cacheBreaks(cache(
                        "nim:1", "ngc-api", one, new NimCacheSpec.Pvc(true, null, null, "20Gi", "Shared"), "8Gi")))
                .singleElement()
                .asString()
                .contains("volumeAccessMode");
        assertThat(cacheBreaks(cache(
                        "nim:1", "ngc-api", one, new NimCacheSpec.Pvc(true, null, null, "0", "ReadWriteMany"), "8Gi")))
                .singleElement()
                .asString()
                .contains("size");
    }

    @Test
    void letsNoCacheBecomeAnother() {
        NimCacheSpec.Pvc claim = new NimCacheSpec.Pvc(true, null, null, "20Gi", "ReadWriteMany");
        NimCacheSpec before = cache("nim:1", "ngc-api", List.of("3a24"), claim, "8Gi");

        assertThat(ManifestRules.mayBecome(before, cache("nim:1", "ngc-api", List.of("3a24"), claim, "8Gi")))
                .isTrue();
        assertThat(ManifestRules.mayBecome(before, cache("nim:2", "ngc-api", List.of("3a24"), claim, "8Gi")))
                .isFalse();
    }

    @Test
    void cannotRenderFieldsWhoseRulesAreNotRestated() {
        NimCacheRules.NOT_RENDERED.forEach(
                path -> assertThat(renders(NimCacheSpec.class, path)).as(path).isFalse());
        NimServiceRules.NOT_RENDERED.forEach(
                path -> assertThat(renders(NimServiceSpec.class, path)).as(path).isFalse());
    }

    private static boolean renders(Class<?> type, String path) {
        Class<?> at = type;
        for (String field : path.split("\\.", -1)) {
            RecordComponent[] components = at.getRecordComponents();
            RecordComponent found = Stream.of(components == null ? new RecordComponent[0] : components)
                    .filter(component -> component.getName().equals(field))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                return false;
            }
            at = found.getType();
        }
        return true;
    }

    @ParameterizedTest
    @CsvSource({"3,0,0", "3,0,1", "3,0,2", "3,1,0", "3,1,1", "3,1,2", "4,0,0"})
    void rendersNothingThatAReleaseRefuses(int major, int minor, int patch) {
        for (boolean stopped : new boolean[] {true, false}) {
            for (int max : new int[] {1, 3}) {
                NimBlueprint blueprint = blueprint(new NimOperatorRelease(major, minor, patch), stopped, max);
                assertThat(ManifestRules.broken(blueprint)).as("%s", blueprint).isEmpty();
            }
        }
    }

    private static NimBlueprint blueprint(NimOperatorRelease operator, boolean stopped, int maxReplicas) {
        return new NimBlueprint(
                UUID.nameUUIDFromBytes(new byte[] {1}),
                1,
                "chat",
                "support",
                "sextant-support",
                "meta/llama-3.1-8b-instruct",
                new NimBlueprint.Image("nvcr.io/nim/meta/llama-3.1-8b-instruct", "1.15.5"),
                "3a249a966c79ba27719f59ad20054a200541a351345181292b06ac815d631a23",
                new NimBlueprint.Gpus("NVIDIA-H100-80GB-HBM3", 2),
                new NimBlueprint.Replicas(1, maxReplicas, 20, Duration.ofMinutes(5)),
                new NimBlueprint.Engine(4096, 128, "INFO"),
                new NimBlueprint.Cache("chat-3a249a96", 20, true),
                stopped,
                Duration.ofMinutes(3),
                MetricFamily.ofTag("1.15.5"),
                new ClusterTraits(operator, true, "serving", null, null));
    }
}
