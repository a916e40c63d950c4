package io.sextant.sandbox.apiserver.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceTypes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What the operator's webhooks find, in their words. */
class NimWebhooksTest {
    private static final ResourceTypes TYPES = new ResourceTypes();

    private static KubeObject object(String spec) {
        ObjectNode node = Documents.object();
        node.set("spec", Documents.own(spec));
        return new KubeObject(node);
    }

    private static List<String> lines(Findings findings) {
        return findings.causes().stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .toList();
    }

    private static List<String> service(String spec) {
        Findings findings = new Findings();
        NimServiceWebhook.check(TYPES.require("nimservices.apps.nvidia.com"), null, object(spec), findings);
        return lines(findings);
    }

    private static List<String> cache(String spec) {
        Findings findings = new Findings();
        NimCacheWebhook.check(null, object(spec), findings);
        return lines(findings);
    }

    private static String sound(String more) {
        return """
                {"image": {"repository": "r", "tag": "1"}, "authSecret": "ngc-api", "storage": {"nimCache": {"name": "c"},\
                 "pvc": {}} %s}""".formatted(more.isEmpty() ? "" : ", " + more);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        "storage": {}                                     ; nimservice.spec.storage: Required value: one of nimservice.spec.storage.nimCache
        "storage": {"nimCache": {"name": "c"}, "hostPath": "/x"} ; "multiple storage sources defined": only one of
        "storage": {"nimCache": {"profile": "p"}}         ; nimservice.spec.storage.nimCache.name: Required value: is required when
        "storage": {"pvc": {"size": "1Gi"}}               ; nimservice.spec.storage.pvc.name: Required value: must be provided when
        "storage": {"nimCache": {"name": "c"}, "sharedMemorySizeLimit": "0"} ; sharedMemorySizeLimit: Invalid value: "0": must be > 0
        "authSecret": ""                                  ; nimservice.spec.authSecret: Required value: is required
        "metrics": {"enabled": true, "serviceMonitor": {}}; nimservice.spec.metrics.serviceMonitor: Required value: must be defined
        "scale": {"enabled": true, "hpa": {}}             ; nimservice.spec.scale.hpa: Required value: must be defined
        "replicas": 1, "scale": {"enabled": true, "hpa": {"maxReplicas": 2}} ; spec.replicas: Forbidden: cannot be set when autoscaling is enabled
        "resources": {"claims": []}                       ; nimservice.spec.resources.claims: Forbidden: must be empty
        "expose": {"router": {"ingress": {"ingressClass": "x"}}} ; nimservice.spec.expose.router.hostDomainName: Required value: is required
        "inferencePlatform": "kserve", "multiNode": {}    ; nimservice.spec.multiNode: Forbidden: cannot be set when the inferencePlatform is KServe
        """)
    void findWhatIsWrongWithAService(String change, String finding) {
        assertThat(service(sound(""))).isEmpty();
        ObjectNode spec = (ObjectNode) Documents.own(sound(""));
        spec.setAll((ObjectNode) Documents.own("{" + change + "}"));

        assertThat(service(spec.toString())).anySatisfy(line -> assertThat(line).contains(finding));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        {"storage": {}}                                   ; nimcache.spec.storage: Required value: must not be empty
        {"storage": {"pvc": {"create": true, "volumeAccessMode": "Any"}}} ; nimcache.spec.storage.pvc.volumeAccessMode: Invalid value: "Any": unrecognized volumeAccessMode
        {"source": {"ngc": {"modelPuller": "m"}}}         ; nimcache.spec.source.ngc.authSecret: Required value: must be non-empty
        {"source": {"ngc": {"model": {"profiles": ["all", "x"]}}}} ; must only have a single entry when it contains 'all'
        {"source": {"ngc": {"model": {"profiles": ["x"], "engine": "vllm"}}}} ; nimcache.spec.source.ngc.model.engine: Forbidden: must be empty if
        {"source": {"ngc": {"model": {"qosProfile": "fast"}}}} ; qosProfile: Unsupported value: "fast": supported values: "latency", "throughput"
        {"proxy": {"noProxy": "a.example, b c"}}          ; nimcache.spec.proxy.noProxy[1]: Invalid value: "b c": invalid token
        {"proxy": {"httpProxy": "proxy:80"}}              ; nimcache.spec.proxy.httpProxy: Invalid value: "proxy:80": must start with http:// or https://
        """)
    void findWhatIsWrongWithACache(String spec, String finding) {
        assertThat(cache(spec)).anySatisfy(line -> assertThat(line).contains(finding));
    }

    @Test
    void takeTheOperatorsOwnZeroesForNoChangeAndAnyOtherForOne() {
        KubeObject before = object("{\"storage\": {\"pvc\": {\"create\": true}}}");
        Findings zeroes = new Findings();
        NimCacheWebhook.check(
                before,
                object(
                        "{\"storage\": {\"pvc\": {\"create\": true}}, \"resources\": {\"cpu\": \"0\", \"memory\": \"0\"}}"),
                zeroes);
        assertThat(lines(zeroes)).isEmpty();

        Findings changed = new Findings();
        NimCacheWebhook.check(
                before, object("{\"storage\": {\"pvc\": {\"create\": true, \"size\": \"1Gi\"}}}"), changed);
        assertThat(lines(changed)).containsExactly("nimcache.spec: Forbidden: is immutable once the object is created");
    }
}
