package io.sextant.sandbox.apiserver.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceTypes;
import io.sextant.sandbox.apiserver.merge.ManagedFields.Manager;
import io.sextant.sandbox.apiserver.merge.ManagedFields.Operation;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ManagedFieldsTest {
    private static final ResourceType DEPLOYMENTS = new ResourceTypes().require("deployments.apps");
    private static final Manager ALICE = new Manager("alice", Operation.APPLY, "");
    private static final Manager BOB = new Manager("bob", Operation.APPLY, "");
    private static final Manager EDITOR = new Manager("editor", Operation.UPDATE, "");
    private static final String T1 = "2026-01-01T00:00:00Z";
    private static final String T2 = "2026-01-02T00:00:00Z";

    private final ManagedFields fields = new ManagedFields(DEPLOYMENTS);

    private static KubeObject yaml(String text) {
        return new KubeObject((ObjectNode) Documents.yaml(text).node());
    }

    private static KubeObject deployment(String spec) {
        return yaml("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: a}\nspec: " + spec);
    }

    @Test
    void ownsWhatItAppliesByListKey() {
        KubeObject created = fields.apply(
                null,
                deployment(
                        "{replicas: 2, template: {spec: {containers: [{name: web, image: i, ports: [{containerPort: 80}]}]}}}"),
                ALICE,
                false,
                T1);

        assertThat(created.at("metadata", "managedFields").path(0).path("fieldsV1"))
                .isEqualTo(Documents.own("""
                        {"f:spec": {"f:replicas": {}, "f:template": {"f:spec": {"f:containers": {
                          "k:{\\"name\\":\\"web\\"}": {".": {}, "f:image": {}, "f:name": {}, "f:ports": {
                            "k:{\\"containerPort\\":80,\\"protocol\\":\\"TCP\\"}": {".": {}, "f:containerPort": {}}}}}}}}}
                        """));
    }

    @Test
    void takesOutWhatItNoLongerApplies() {
        KubeObject first = fields.apply(null, deployment("{replicas: 2, paused: true}"), ALICE, false, T1);

        KubeObject second = fields.apply(first, deployment("{replicas: 2}"), ALICE, false, T2);

        assertThat(second.at("spec").has("paused")).isFalse();
        assertThat(second.at("spec", "replicas").asInt()).isEqualTo(2);
    }

    @Test
    void leavesWhatAnotherManagerOwnsToo() {
        KubeObject first = fields.apply(null, deployment("{replicas: 2, paused: true}"), ALICE, false, T1);
        KubeObject shared = fields.apply(first, deployment("{paused: true}"), BOB, false, T1);

        KubeObject second = fields.apply(shared, deployment("{replicas: 2}"), ALICE, false, T2);

        assertThat(second.at("spec", "paused").asBoolean()).isTrue();
    }

    @Test
    void mergesContainersByNameAndRemovesOnlyItsOwn() {
        KubeObject first = fields.apply(
                null,
                deployment("{template: {spec: {containers: [{name: a, image: a1}, {name: b, image: b1}]}}}"),
                ALICE,
                false,
                T1);
        KubeObject both = fields.apply(
                first, deployment("{template: {spec: {containers: [{name: c, image: c1}]}}}"), BOB, false, T1);

        KubeObject second = fields.apply(
                both, deployment("{template: {spec: {containers: [{name: a, image: a2}]}}}"), ALICE, false, T2);

        assertThat(second.at("spec", "template", "spec", "containers"))
                .isEqualTo(Documents.own("[{\"name\":\"a\",\"image\":\"a2\"},{\"name\":\"c\",\"image\":\"c1\"}]"));
    }

    @Test
    void replacesAtomicListsWhole() {
        String tolerations = "{template: {spec: {tolerations: [{key: %s}]}}}";
        KubeObject first = fields.apply(null, deployment(tolerations.formatted("x")), ALICE, false, T1);

        KubeObject second = fields.apply(first, deployment(tolerations.formatted("y")), ALICE, false, T2);

        assertThat(second.at("spec", "template", "spec", "tolerations")).isEqualTo(Documents.own("[{\"key\":\"y\"}]"));
    }

    @Test
    void refusesConflictsAndNamesEachField() {
        KubeObject first = fields.apply(null, deployment("{replicas: 2, paused: true}"), ALICE, false, T1);

        assertThatThrownBy(() -> fields.apply(first, deployment("{replicas: 3, paused: false}"), BOB, false, T2))
                .isInstanceOf(ApiProblem.class)
                .hasMessage("""
                        Apply failed with 2 conflicts: conflicts with "alice":
                        - .spec.paused
                        - .spec.replicas""");
    }

    @Test
    void sharesAFieldAppliedWithTheSameValue() {
        KubeObject first = fields.apply(null, deployment("{replicas: 2}"), ALICE, false, T1);

        KubeObject second = fields.apply(first, deployment("{replicas: 2}"), BOB, false, T2);

        assertThat(second.at("metadata", "managedFields")).hasSize(2);
    }

    @Test
    void takesForcedFieldsAwayFromTheirOwner() {
        KubeObject first = fields.apply(null, deployment("{replicas: 2, paused: true}"), ALICE, false, T1);

        KubeObject second = fields.apply(first, deployment("{replicas: 3}"), BOB, true, T2);

        assertThat(second.at("metadata", "managedFields").path(0).path("fieldsV1"))
                .isEqualTo(Documents.own("{\"f:spec\": {\"f:paused\": {}}}"));
    }

    @Test
    void conflictsWithAnOrdinaryEditToo() {
        KubeObject first = fields.apply(null, deployment("{replicas: 2}"), ALICE, false, T1);
        KubeObject edited = first.copy();
        edited.node().withObject("/spec").put("replicas", 7);
        fields.recordUpdate(first, edited, EDITOR, T1);

        assertThatThrownBy(() -> fields.apply(edited, deployment("{replicas: 2}"), ALICE, false, T2))
                .hasMessage("Apply failed with 1 conflict: conflict with \"editor\" using apps/v1: .spec.replicas");
    }

    @Test
    void keepsItsTimeWhenNothingChanges() {
        KubeObject first = fields.apply(null, deployment("{replicas: 2}"), ALICE, false, T1);

        KubeObject second = fields.apply(first, deployment("{replicas: 2}"), ALICE, false, T2);

        assertThat(second.node()).isEqualTo(first.node());
    }

    @Test
    void ignoresWhatTheServerItselfSets() {
        KubeObject first = fields.apply(null, deployment("{replicas: 2}"), ALICE, false, T1);
        KubeObject later = first.copy();
        later.metadata().put("resourceVersion", "9").put("generation", 4);

        fields.recordUpdate(first, later, EDITOR, T2);

        assertThat(later.at("metadata", "managedFields")).hasSize(1);
    }
}
