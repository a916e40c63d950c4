package io.sextant.deployer.kube.survey;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sextant.contract.DeployerApi;
import io.sextant.contract.observed.ClusterSurvey;
import io.sextant.deployer.intent.Offers;
import org.jspecify.annotations.Nullable;

/** Takes the survey of a cluster; it remembers only what is too large or too tedious to ask for each time. */
public final class SurveyReader {
    private final KubernetesClient client;
    private final String systemNamespace;
    private final String deployerVersion;
    private final Offers offers;
    private final NimOperatorSurvey nimOperator = new NimOperatorSurvey();
    private final AccessSurvey access;

    public SurveyReader(KubernetesClient client, String systemNamespace, String deployerVersion, Offers offers) {
        this.client = client;
        this.systemNamespace = systemNamespace;
        this.deployerVersion = deployerVersion;
        this.offers = offers;
        this.access = new AccessSurvey(offers.kinds());
    }

    /** A survey with the NIM Operator's version, which is absent where the operator was not found. */
    public record Taken(@Nullable String nimOperatorVersion, ClusterSurvey survey) {}

    /** Asks the API server; throws when it does not answer. */
    public Taken take() {
        Look look = new Look(client);
        NimOperatorSurvey.Found found = nimOperator.look(look);
        ClusterSurvey survey = new ClusterSurvey(
                new ClusterSurvey.Deployer(deployerVersion, DeployerApi.REVISION),
                found.operator(),
                GpuOperatorSurvey.look(look),
                StorageSurvey.look(look),
                RoutingSurvey.look(look, offers),
                MetricsSurvey.look(look, offers),
                AccessSurvey.secrets(look, systemNamespace),
                access.denied(look),
                look.unreadable());
        return new Taken(found.version(), survey);
    }
}
