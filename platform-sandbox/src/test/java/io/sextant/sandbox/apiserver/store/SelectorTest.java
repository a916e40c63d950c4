package io.sextant.sandbox.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class SelectorTest {
    private static final ResourceType PODS = new ResourceTypes().require("pods");
    private static final KubeObject POD =
            new KubeObject((ObjectNode) Documents.yaml("""
                    metadata: {name: p, namespace: n, labels: {app: web, tier: front, sextant.io/team: search}}
                    spec: {nodeName: gpu-1}
                    status: {phase: Running}
                    """).node());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | true",
                "app=web | true",
                "app==web | true",
                "app=api | false",
                "app!=api | true",
                "missing!=x | true",
                "app=web,tier=back | false",
                "sextant.io/team in (search, ads) | true",
                "tier notin (front) | false",
                "missing notin (x) | true",
                "app | true",
                "!app | false",
                "!missing,app in (web,api),tier=front | true"
            })
    void selectsByLabels(String selector, boolean expected) {
        assertThat(Selector.parse(PODS, selector, "").matches(POD)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metadata.name=p | true",
                "metadata.namespace!=n | false",
                "spec.nodeName=gpu-1,status.phase!=Pending | true",
                "spec.nodeName= | false"
            })
    void selectsByFields(String selector, boolean expected) {
        assertThat(Selector.parse(PODS, "", selector).matches(POD)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app=web=x", "a in b", "=x", "app in (a", "a b"})
    void refusesLabelSelectorsItCannotRead(String selector) {
        assertThatThrownBy(() -> Selector.parse(PODS, selector, "")).isInstanceOf(ApiProblem.class);
    }

    @Test
    void refusesFieldsTheKindDoesNotIndex() {
        assertThatThrownBy(() -> Selector.parse(PODS, "", "spec.hostname=x"))
                .hasMessage("field label not supported: spec.hostname");
    }
}
