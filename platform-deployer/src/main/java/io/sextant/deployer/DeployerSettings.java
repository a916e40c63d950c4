package io.sextant.deployer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a deployer finds its platform and its cluster.
 *
 * @param apiUrl the platform's base URL
 * @param joinToken with which the deployer joins once; what it is given for it, it keeps in a Secret
 * @param apiToken a credential that was handed over by an earlier release, in place of joining
 * @param cluster the name under which the platform knows this cluster
 * @param kubernetesUrl empty for the pod's service account or the kubeconfig
 * @param systemNamespace the deployer's own, with the original secrets
 * @param pollWait how long the platform may hold a request for desired state open
 * @param resyncPeriod the loop runs at least this often
 * @param observationPeriod a report is sent at least this often, every deployment in one of four
 * @param surveyPeriod how often is looked at what the cluster offers besides GPUs
 * @param metricsPeriod each replica's metrics are read this often
 * @param metricsWindow into which the readings are summed up
 * @param orphanGrace how long an object that the platform no longer lists must have been there to be removed
 * @param allowedImagePrefixes images of other places are refused
 * @param namespacePrefix of the teams' namespaces; others are never touched
 * @param election where several deployers run for the cluster
 * @param offers what the cluster lets deployments use besides GPUs
 */
@ConfigurationProperties("sextant.deployer")
@Validated
public record DeployerSettings(
        @NotNull(message = "is missing: set SEXTANT_DEPLOYER_API_URL to the platform's base URL")
        URI apiUrl,

        @DefaultValue("") String joinToken,
        @DefaultValue("") String apiToken,

        @NotBlank(message = "is missing: set SEXTANT_DEPLOYER_CLUSTER to the cluster's name on the platform")
        String cluster,

        @DefaultValue("") String kubernetesUrl,
        @DefaultValue("sextant-system") @NotBlank String systemNamespace,
        @DefaultValue("25s") @DurationMax(seconds = 30) Duration pollWait,
        @DefaultValue("5s") @DurationMin(millis = 100) Duration resyncPeriod,
        @DefaultValue("15s") @DurationMin(millis = 100) Duration observationPeriod,
        @DefaultValue("30s") @DurationMin(millis = 100) Duration surveyPeriod,
        @DefaultValue("15s") @DurationMin(millis = 100) Duration metricsPeriod,
        @DefaultValue("1m") @DurationMin(millis = 100) Duration metricsWindow,
        @DefaultValue("2m") Duration orphanGrace,
        @DefaultValue("nvcr.io/nim/") @NotEmpty List<@NotBlank String> allowedImagePrefixes,
        @DefaultValue("sextant-") @NotBlank String namespacePrefix,
        @DefaultValue @Valid Election election,
        @DefaultValue @Valid OfferSettings offers) {
    /**
     * How several deployers of one cluster agree who works.
     *
     * @param enabled off for a single one
     * @param identity of this one, such as its pod's name
     * @param leaseDuration after which another takes over from one that has died; more than twice what a request may take
     */
    public record Election(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("") String identity,
            @DefaultValue("45s") @DurationMin(seconds = 30) Duration leaseDuration) {
        @AssertTrue(message = "an identity is missing: set SEXTANT_DEPLOYER_ELECTION_IDENTITY to the pod's name")
        boolean isIdentified() {
            return !enabled || !identity.isBlank();
        }
    }

    /** The tokens are left out. */
    @Override
    public String toString() {
        return "DeployerSettings[apiUrl=%s, cluster=%s, kubernetesUrl=%s]".formatted(apiUrl, cluster, kubernetesUrl);
    }
}
