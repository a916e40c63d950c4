package io.sextant.deployer.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.observed.RouteOffer;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ObjectTree;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class OfferedKindsTest {
    private static final Offers GATEWAY = new Offers(
            new RouteOffer("models.example.com", true, null, new RouteOffer.Gateway("edge", "public"), null, Map.of()),
            "http://prometheus.monitoring:9090",
            null);
    private static final Offers INGRESS = new Offers(
            new RouteOffer("models.example.com", true, "nginx", null, null, Map.of("nginx/timeout", "600")),
            null,
            null);

    private static final String HTTP_ROUTE = """
            metadata:
              annotations: {sextant.io/generation: "3"}
            spec:
              parentRefs: [{namespace: edge, name: public}]
              hostnames: [chat.sextant-a.models.example.com]
              rules:
              - backendRefs: [{name: chat-endpoint, port: 8000}]
                timeouts: {request: 10m}
            """;
    private static final String INGRESS_ROUTE = """
            metadata:
              annotations: {sextant.io/generation: "3", nginx/timeout: "600"}
            spec:
              ingressClassName: nginx
              rules:
              - host: chat.sextant-a.models.example.com
                http:
                  paths:
                  - path: /
                    pathType: Prefix
                    backend: {service: {name: chat-endpoint, port: {number: 8000}}}
              tls: [{hosts: [chat.sextant-a.models.example.com]}]
            """;
    private static final String SCALED_OBJECT = """
            metadata:
              annotations: {autoscaling.keda.sh/paused-replicas: "0"}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: chat}
              minReplicaCount: 1
              maxReplicaCount: 4
              pollingInterval: 15
              triggers:
              - type: prometheus
                metricType: AverageValue
                metadata:
                  serverAddress: http://prometheus.monitoring:9090
                  query: sum(x)
                  threshold: "40"
                  ignoreNullValues: "false"
            """;

    @Test
    void takesWhatThePlatformRendersForTheOffer() {
        assertThat(excess(GATEWAY, AppliedKind.HTTP_ROUTE, HTTP_ROUTE)).isEmpty();
        assertThat(excess(INGRESS, AppliedKind.INGRESS, INGRESS_ROUTE)).isEmpty();
        assertThat(excess(GATEWAY, AppliedKind.SCALED_OBJECT, SCALED_OBJECT)).isEmpty();
    }

    @Test
    void takesNoKindThatIsNotOffered() {
        assertThat(excess(Offers.NONE, AppliedKind.HTTP_ROUTE, HTTP_ROUTE)).hasValueSatisfying(OfferedKindsTest::kind);
        assertThat(excess(GATEWAY, AppliedKind.INGRESS, INGRESS_ROUTE)).hasValueSatisfying(OfferedKindsTest::kind);
        assertThat(excess(INGRESS, AppliedKind.SCALED_OBJECT, SCALED_OBJECT))
                .hasValueSatisfying(OfferedKindsTest::kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            namespace: edge, name: public        | namespace: edge, name: internal       | attaches to a gateway
            [chat.sextant-a.models.example.com]  | [chat.sextant-b.models.example.com]   | which is not a name of this namespace
            [chat.sextant-a.models.example.com]  | ['*.sextant-a.models.example.com']    | which is not a name of this namespace
            [chat.sextant-a.models.example.com]  | [chatsextant-a.models.example.com]    | which is not a name of this namespace
            [chat.sextant-a.models.example.com]  | []                                    | takes requests for every name
            {name: chat-endpoint, port: 8000}    | {name: x, namespace: b, port: 1}      | sets namespace
            timeouts: {request: 10m}             | filters: [{type: RequestMirror}]      | sets filters
            sextant.io/generation                | some.gateway/snippet                  | has the annotation some.gateway/snippet
            """)
    void refusesAnHttpRouteThatTakesMore(String admitted, String instead, String reason) {
        assertThat(excess(GATEWAY, AppliedKind.HTTP_ROUTE, HTTP_ROUTE.replace(admitted, instead)))
                .hasValueSatisfying(said -> assertThat(said).contains(reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ingressClassName: nginx                   | ingressClassName: internal            | is of an ingress class
            host: chat.sextant-a.models.example.com   | host: bank.example.com                | which is not a name of this namespace
            - host: chat.sextant-a.models.example.com | - pathType: none                      | which is not a name of this namespace
            tls: [{hosts: [chat.sextant-a             | tls: [{secretName: x, hosts: [chat.sextant-a | sets secretName
            {service: {name: chat-endpoint            | {resource: {}, service: {name: x      | sets backend.resource
            nginx/timeout: "600"                      | nginx/timeout: "900"                  | has the annotation nginx/timeout
            nginx/timeout: "600"                      | nginx/configuration-snippet: "x"      | has the annotation nginx/configuration-snippet
            """)
    void refusesAnIngressThatTakesMore(String admitted, String instead, String reason) {
        assertThat(excess(INGRESS, AppliedKind.INGRESS, INGRESS_ROUTE.replace(admitted, instead)))
                .hasValueSatisfying(said -> assertThat(said).contains(reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type: prometheus                   | type: aws-sqs-queue             | scales by another source
            http://prometheus.monitoring:9090  | http://collector.example.com    | scales by another source
            metricType: AverageValue           | authenticationRef: {name: keys} | sets authenticationRef
            ignoreNullValues: "false"          | authModes: bearer               | sets metadata.authModes
            pollingInterval: 15                | fallback: {replicas: 9}         | sets spec.fallback
            paused-replicas: "0"               | paused-replicas: "9"            | has the annotation
            """)
    void refusesAScaledObjectThatAsksElsewhere(String admitted, String instead, String reason) {
        assertThat(excess(GATEWAY, AppliedKind.SCALED_OBJECT, SCALED_OBJECT.replace(admitted, instead)))
                .hasValueSatisfying(said -> assertThat(said).contains(reason));
    }

    private static void kind(String said) {
        assertThat(said).contains("does not offer");
    }

    private static Optional<String> excess(Offers offers, AppliedKind kind, String yaml) {
        Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return new OfferedKinds(offers, "sextant-a").excess(kind, ObjectTree.of((Map<?, ?>) document));
    }
}
