package io.sextant.api.cluster.preflight;

import io.sextant.contract.observed.ClusterInventory;
import io.sextant.contract.observed.ClusterSurvey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a cluster can run deployments, check by check.
 *
 * @param findings what could be checked; of an older deployer, some checks are left out
 * @param sharedVolumes of the storage class that weights are kept in
 * @param scalesByLoad whether replicas can follow the load; taken for granted where the deployer does not say
 */
public record Preflight(List<Finding> findings, SharedVolumes sharedVolumes, boolean scalesByLoad) {
    /** A deployer that has been silent for longer may be away. */
    public static final Duration SILENT_AFTER = Duration.ofMinutes(2);

    /** A deployer that has been silent for longer is not planned with. */
    public static final Duration LOST_AFTER = Duration.ofMinutes(15);

    public Preflight {
        findings = List.copyOf(findings);
    }

    /**
     * Judges a cluster.
     *
     * @param silence since its deployer last called; absent when it never has
     */
    public static Preflight of(@Nullable Duration silence, @Nullable ClusterInventory inventory) {
        List<Finding> findings = new ArrayList<>();
        findings.add(DeployerChecks.contact(silence));
        if (inventory == null) {
            return new Preflight(findings, SharedVolumes.UNKNOWN, true);
        }
        ClusterSurvey survey = inventory.survey();
        findings.add(DeployerChecks.version(survey));
        findings.add(OperatorChecks.kubernetes(inventory.kubernetesVersion()));
        findings.add(OperatorChecks.nimOperator(inventory));
        findings.add(GpuChecks.nodes(inventory.nodes()));
        if (survey == null) {
            return new Preflight(findings, SharedVolumes.UNKNOWN, true);
        }
        findings.add(OperatorChecks.nimKinds(survey.nimOperator()));
        findings.add(OperatorChecks.nimAdmission(survey.nimOperator().admission()));
        findings.add(OperatorChecks.gpuOperator(survey.gpuOperator()));
        findings.add(GpuChecks.sharing(inventory.nodes()));
        findings.add(GpuChecks.driver(inventory.nodes()));
        findings.add(SupplyChecks.storage(survey));
        findings.add(SupplyChecks.routing(survey.routing()));
        findings.add(SupplyChecks.autoscaling(survey.metrics()));
        findings.add(SupplyChecks.serviceMonitor(survey.metrics()));
        findings.add(DeployerChecks.secrets(survey));
        findings.add(DeployerChecks.permissions(survey));
        findings.sort(Comparator.comparing(Finding::check));
        return new Preflight(
                findings, SupplyChecks.sharedVolumes(survey), survey.metrics().scales());
    }

    /** The worst of the findings. */
    public Level level() {
        return findings.stream()
                .map(Finding::level)
                .max(Comparator.naturalOrder())
                .orElse(Level.GREEN);
    }

    /** Whether anything new may be planned there. */
    public boolean allowsPlans() {
        return level() != Level.RED;
    }

    /** The findings of a level. */
    public List<Finding> at(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).toList();
    }
}
