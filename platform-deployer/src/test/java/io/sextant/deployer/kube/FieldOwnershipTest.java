package io.sextant.deployer.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.sextant.deployer.cluster.ForeignField;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldOwnershipTest {
    @Test
    void tellsWhatPeopleWroteIntoTheSpecificationAndItemsOfListsAsTheirList() {
        assertThat(foreign("""
                - manager: kubectl-edit
                  operation: Update
                  fieldsV1:
                    f:metadata: {f:labels: {f:mine: {}}}
                    f:spec:
                      f:replicas: {}
                      f:expose: {f:service: {f:type: {}}}
                      f:env: {'k:{"name":"X"}': {.: {}, f:value: {}}}
                """))
                .containsExactlyInAnyOrder(
                        new ForeignField("kubectl-edit", List.of("spec", "replicas")),
                        new ForeignField("kubectl-edit", List.of("spec", "expose", "service", "type")),
                        new ForeignField("kubectl-edit", List.of("spec", "env")));
    }

    @Test
    void leavesOutWhatControllersWroteAndWhatIsNoSpecification() {
        assertThat(foreign("""
                - {manager: sextant-deployer, operation: Apply, fieldsV1: {f:spec: {f:replicas: {}}}}
                - {manager: manager, operation: Update, fieldsV1: {f:spec: {f:scale: {f:hpa: {f:maxReplicas: {}}}}}}
                - {manager: keda-operator, operation: Update, fieldsV1: {f:spec: {f:replicas: {}}}}
                - {manager: kubectl, operation: Update, subresource: status, fieldsV1: {f:spec: {f:x: {}}}}
                """)).isEmpty();
    }

    @Test
    void forgetsAllButWhenItWroteAndWhatPeopleWrote() {
        ObjectMeta meta = meta("""
                - {manager: sextant-deployer, operation: Apply, time: "2026-11-23T10:00:00Z", fieldsV1: {f:spec: {f:a: {}}}}
                - {manager: manager, operation: Update, time: "2026-11-23T11:00:00Z", fieldsV1: {f:spec: {f:b: {}}}}
                - {manager: kubectl-edit, operation: Update, fieldsV1: {f:spec: {f:replicas: {}}}}
                """);

        FieldOwnership.trim(meta);

        assertThat(meta.getManagedFields())
                .extracting(ManagedFieldsEntry::getManager)
                .containsExactly("sextant-deployer", "kubectl-edit");
        assertThat(meta.getManagedFields().getFirst().getFieldsV1()).isNull();
        assertThat(FieldOwnership.appliedAt(meta)).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(FieldOwnership.foreign(meta))
                .containsExactly(new ForeignField("kubectl-edit", List.of("spec", "replicas")));
    }

    private static List<ForeignField> foreign(String managedFields) {
        return FieldOwnership.foreign(meta(managedFields));
    }

    private static ObjectMeta meta(String managedFields) {
        return new KubernetesSerialization().unmarshal("managedFields:\n" + managedFields, ObjectMeta.class);
    }
}
