package io.sextant.deployer.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sextant.deployer.cluster.ObjectRef;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WriteProblemTest {
    private static final ObjectRef SERVICE = new ObjectRef("NIMService", "sextant-support", "chat");

    private static WriteProblem answer(int code, String message, int retryAfterSeconds) {
        var status = new StatusBuilder()
                .withCode(code)
                .withMessage(message)
                .withNewDetails()
                .withRetryAfterSeconds(retryAfterSeconds)
                .endDetails()
                .build();
        return WriteProblem.of(SERVICE, new KubernetesClientException(status));
    }

    @Test
    void takesAnUnknownFieldForARefusalThoughTheServerSays500() {
        String said = "failed to create typed patch object (sextant-support/chat; apps.nvidia.com/v1alpha1,"
                + " Kind=NIMService): .spec.priorityClassName: field not declared in schema";

        assertThat(answer(500, said, 0).refused()).isTrue();
        assertThat(answer(500, said, 0).sentence()).contains("priorityClassName: field not declared in schema");
    }

    @Test
    void tellsRefusalsFromTroubleOfTheServer() {
        assertThat(answer(403, "denied the request", 0).refused()).isTrue();
        assertThat(answer(422, "spec.replicas: Invalid value", 0).refused()).isTrue();
        assertThat(answer(500, "failed calling webhook \"x\": connection refused", 0)
                        .refused())
                .isTrue();
        assertThat(answer(500, "etcdserver: leader changed", 0).refused()).isFalse();
        assertThat(answer(429, "too many requests", 7).refused()).isFalse();
    }

    @Test
    void passesOnHowLongTheServerWantsToBeLeftAloneWithinReason() {
        assertThat(answer(429, "too many requests", 7).pause()).isEqualTo(Duration.ofSeconds(7));
        assertThat(answer(429, "too many requests", 86_400).pause()).isEqualTo(Duration.ofMinutes(5));
        assertThat(answer(503, "shutting down", 0).pause()).isZero();
    }
}
