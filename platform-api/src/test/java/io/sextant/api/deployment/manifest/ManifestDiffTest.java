package io.sextant.api.deployment.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.desired.Manifest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestDiffTest {
    @Test
    void tellsFieldsThatChangedCameAndWent() {
        Manifest before = service("""
                metadata:
                  name: "chat"
                  annotations:
                    sextant.io/generation: "1"
                spec:
                  replicas: 1
                  env:
                    - name: "A"
                      value: "1"
                """);
        Manifest after = service("""
                metadata:
                  name: "chat"
                  annotations:
                    sextant.io/generation: "2"
                spec:
                  scale:
                    enabled: true
                    hpa:
                      maxReplicas: 4
                  env:
                    - name: "B"
                      value: "0"
                    - name: "A"
                      value: "2"
                """);
        assertThat(ManifestDiff.between(List.of(before), List.of(after)))
                .containsExactly(
                        new FieldChange("NIMService", "spec.env[A].value", "1", "2"),
                        new FieldChange("NIMService", "spec.env[B].name", null, "B"),
                        new FieldChange("NIMService", "spec.env[B].value", null, "0"),
                        new FieldChange("NIMService", "spec.replicas", "1", null),
                        new FieldChange("NIMService", "spec.scale.enabled", null, "true"),
                        new FieldChange("NIMService", "spec.scale.hpa.maxReplicas", null, "4"));
    }

    @Test
    void findsNothingWhereOnlyTheGenerationDiffers() {
        Manifest one = service("metadata:\n  annotations:\n    sextant.io/generation: \"1\"\n");
        Manifest two = service("metadata:\n  annotations:\n    sextant.io/generation: \"2\"\n");
        assertThat(ManifestDiff.between(List.of(one), List.of(two))).isEmpty();
    }

    private static Manifest service(String yaml) {
        return new Manifest("apps.nvidia.com/v1alpha1", "NIMService", "chat", "---\n" + yaml);
    }
}
