package io.sextant.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sextant.contract.DeployerApi;
import io.sextant.contract.observed.ClusterSurvey;
import io.sextant.deployer.intent.Offers;
import io.sextant.deployer.kube.KubeConnection;
import io.sextant.deployer.kube.survey.SurveyReader;
import io.sextant.sandbox.SandboxCluster;
import io.sextant.sandbox.SandboxSettings;
import io.sextant.sandbox.control.TimeScale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the deployer tells of a cluster that is as it should be, and of one from which things were taken. */
class SurveyIT {
    private final SandboxCluster sandbox = new SandboxCluster();
    private KubernetesClient client = KubeConnection.open("http://127.0.0.1:1");

    @BeforeEach
    void start() {
        client.close();
        client = KubeConnection.open(sandbox.start(new SandboxSettings(0, null, 5, new TimeScale(600)))
                .toString());
    }

    @AfterEach
    void stop() {
        client.close();
        sandbox.close();
    }

    private SurveyReader.Taken take() {
        return new SurveyReader(client, "sextant-system", "0.1.0", Offers.NONE).take();
    }

    @Test
    void findsEverythingOnTheSandboxCluster() {
        SurveyReader.Taken taken = Awaitility.await()
                .until(
                        this::take,
                        found ->
                                Boolean.TRUE.equals(found.survey().nimOperator().running()));
        ClusterSurvey survey = taken.survey();

        assertThat(taken.nimOperatorVersion()).isEqualTo("v3.1.2");
        assertThat(survey.deployer()).isEqualTo(new ClusterSurvey.Deployer("0.1.0", DeployerApi.REVISION));
        assertThat(survey.nimOperator().kinds()).contains("NIMCache", "NIMService");
        assertThat(survey.nimOperator().serviceFields()).contains("replicas", "expose.router", "storage.nimCache");
        assertThat(survey.nimOperator().admission()).isTrue();
        assertThat(survey.gpuOperator()).isEqualTo(new ClusterSurvey.GpuOperator("ready", "", ""));
        assertThat(survey.storage())
                .extracting(ClusterSurvey.StorageOffer::name, ClusterSurvey.StorageOffer::isDefault)
                .containsExactly(tuple("local-nvme", false), tuple("shared-nfs", true));
        assertThat(survey.routing().ingressClasses()).containsExactly("sandbox");
        assertThat(survey.routing().gatewayClasses()).isEmpty();
        assertThat(survey.metrics().customMetrics()).isTrue();
        assertThat(survey.metrics().podMetrics()).contains("num_requests_in_flight", "vllm_num_requests_in_flight");
        assertThat(survey.metrics().serviceMonitors()).isTrue();
        assertThat(survey.metrics().scaledObjects()).isFalse();
        assertThat(survey.secrets()).hasSize(2).allMatch(ClusterSurvey.SourceSecret::filled);
        assertThat(survey.deniedAccess()).isEmpty();
        assertThat(survey.unreadable()).isEmpty();
    }

    @Test
    void tellsWhatWasTakenAway() {
        client.apiServices().withName("v1beta1.custom.metrics.k8s.io").delete();
        client.secrets().inNamespace("sextant-system").withName("ngc-api").delete();
        client.storage().v1().storageClasses().withName("shared-nfs").delete();
        client.genericKubernetesResources("nvidia.com/v1", "ClusterPolicy")
                .withName("cluster-policy")
                .delete();
        client.admissionRegistration().v1().validatingWebhookConfigurations().delete();

        ClusterSurvey survey = take().survey();

        assertThat(survey.metrics().customMetrics()).isFalse();
        assertThat(survey.secrets())
                .filteredOn(secret -> !secret.filled())
                .extracting(ClusterSurvey.SourceSecret::name)
                .containsExactly("ngc-api");
        assertThat(survey.storage()).noneMatch(ClusterSurvey.StorageOffer::isDefault);
        assertThat(survey.gpuOperator()).isNull();
        assertThat(survey.nimOperator().admission()).isFalse();
    }
}
