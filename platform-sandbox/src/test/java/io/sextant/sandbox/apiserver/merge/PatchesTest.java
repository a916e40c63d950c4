package io.sextant.sandbox.apiserver.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PatchesTest {
    private static final ResourceTypes TYPES = new ResourceTypes();
    private static final ResourceType PODS = TYPES.require("pods");

    private static JsonNode yaml(String text) {
        return Documents.yaml(text).node();
    }

    private static ObjectNode strategic(String target, String patch) {
        return Patches.strategic(PODS, (ObjectNode) yaml(target), yaml(patch));
    }

    /** Cases of RFC 7386, appendix A. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: b} | {a: c} | {a: c}",
                "{a: b} | {b: c} | {a: b, b: c}",
                "{a: b} | {a: null} | {}",
                "{a: b, b: c} | {a: null} | {b: c}",
                "{a: [b]} | {a: c} | {a: c}",
                "{a: {b: c}} | {a: {b: d, c: null}} | {a: {b: d}}",
                "{a: [{b: c}]} | {a: [1]} | {a: [1]}",
                "{} | {a: {bb: {ccc: null}}} | {a: {bb: {}}}"
            })
    void mergesAsTheStandardSays(String target, String patch, String expected) {
        assertThat(Patches.merge((ObjectNode) yaml(target), yaml(patch))).isEqualTo(yaml(expected));
    }

    @Test
    void mergesContainersAndEnvironmentByName() {
        ObjectNode patched = strategic(
                "{spec: {containers: [{name: a, image: a1, env: [{name: X, value: '1'}]}, {name: b, image: b1}]}}",
                "{spec: {containers: [{name: a, env: [{name: Y, value: '2'}]}]}}");

        assertThat(patched)
                .isEqualTo(yaml("{spec: {containers: [{name: a, image: a1, env: [{name: X, value: '1'}, {name: Y,"
                        + " value: '2'}]}, {name: b, image: b1}]}}"));
    }

    @Test
    void deletesAndReplacesByDirective() {
        assertThat(strategic(
                        "{spec: {containers: [{name: a}, {name: b}]}}",
                        "{spec: {containers: [{name: a, $patch: delete}]}}"))
                .isEqualTo(yaml("{spec: {containers: [{name: b}]}}"));
        assertThat(strategic(
                        "{spec: {containers: [{name: a}, {name: b}]}}",
                        "{spec: {containers: [{name: c}, {$patch: replace}]}}"))
                .isEqualTo(yaml("{spec: {containers: [{name: c}]}}"));
        assertThat(strategic("{spec: {nodeSelector: {a: b}}}", "{spec: {nodeSelector: {c: d, $patch: replace}}}"))
                .isEqualTo(yaml("{spec: {nodeSelector: {c: d}}}"));
    }

    @Test
    void mergesFinalizersAndDeletesThemByValue() {
        assertThat(strategic("{metadata: {finalizers: [a, b]}}", "{metadata: {finalizers: [c]}}"))
                .isEqualTo(yaml("{metadata: {finalizers: [a, b, c]}}"));
        assertThat(strategic(
                        "{metadata: {finalizers: [a, b]}}",
                        "{metadata: {$deleteFromPrimitiveList/finalizers: [a], $setElementOrder/finalizers: [b]}}"))
                .isEqualTo(yaml("{metadata: {finalizers: [b]}}"));
    }

    @Test
    void replacesListsWithoutAMergeKey() {
        assertThat(strategic("{spec: {tolerations: [{key: a}]}}", "{spec: {tolerations: [{key: b}]}}"))
                .isEqualTo(yaml("{spec: {tolerations: [{key: b}]}}"));
    }

    @Test
    void needsTheMergeKey() {
        assertThatThrownBy(() -> strategic("{spec: {containers: []}}", "{spec: {containers: [{image: x}]}}"))
                .isInstanceOf(ApiProblem.class)
                .hasMessageContaining("does not contain declared merge key: name");
    }

    @Test
    void doesNotPatchCustomKindsStrategically() {
        assertThatThrownBy(() -> Patches.strategic(
                        TYPES.require("nimservices.apps.nvidia.com"), Documents.object(), Documents.object()))
                .isInstanceOfSatisfying(
                        ApiProblem.class, e -> assertThat(e.code()).isEqualTo(415));
    }

    @Test
    void appliesJsonPatchesAndRefusesFailedTests() {
        ObjectNode target = (ObjectNode) yaml("{a: 1}");
        assertThat(Patches.json(target, yaml("[{op: test, path: /a, value: 1}, {op: add, path: /b, value: 2}]")))
                .isEqualTo(yaml("{a: 1, b: 2}"));
        assertThat(target).isEqualTo(yaml("{a: 1}"));
        assertThatThrownBy(() -> Patches.json(target, yaml("[{op: test, path: /a, value: 2}]")))
                .isInstanceOfSatisfying(
                        ApiProblem.class, e -> assertThat(e.code()).isEqualTo(422));
    }
}
