package io.sextant.api.cluster.preflight;

import static io.sextant.api.cluster.preflight.PreflightCheck.DEPLOYER_CONTACT;
import static io.sextant.api.cluster.preflight.PreflightCheck.DEPLOYER_VERSION;
import static io.sextant.api.cluster.preflight.PreflightCheck.PERMISSIONS;
import static io.sextant.api.cluster.preflight.PreflightCheck.SECRETS;

import io.sextant.contract.DeployerApi;
import io.sextant.contract.observed.ClusterSurvey;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the cluster's deployer can be counted on, and has what it needs. */
final class DeployerChecks {
    private DeployerChecks() {}

    static Finding contact(@Nullable Duration silence) {
        if (silence == null) {
            return DEPLOYER_CONTACT.red(
                    "The deployer has never called.", "Start it in the cluster with a join token of the cluster.");
        }
        if (silence.compareTo(Preflight.LOST_AFTER) > 0) {
            return DEPLOYER_CONTACT.red(
                    "The deployer has been silent for %s. What runs goes on running; nothing new can start."
                            .formatted(inWords(silence)),
                    "Look at the deployer's pods and whether they reach the platform.");
        }
        if (silence.compareTo(Preflight.SILENT_AFTER) > 0) {
            return DEPLOYER_CONTACT.amber(
                    "The deployer has been silent for %s; the rest is as it last said.".formatted(inWords(silence)),
                    "It is back by itself after a restart or a short outage; else look at its pods.");
        }
        return DEPLOYER_CONTACT.green("The deployer calls regularly.");
    }

    /** Without a survey it is the release before surveys were taken. */
    static Finding version(@Nullable ClusterSurvey survey) {
        int revision = survey == null ? 1 : survey.deployer().contract();
        String name = survey == null
                ? "The deployer"
                : "The deployer (%s)".formatted(survey.deployer().version());
        int newer = revision - DeployerApi.REVISION;
        if (newer == 0) {
            return DEPLOYER_VERSION.green("%s speaks the platform's language.".formatted(name));
        }
        if (newer == -1) {
            return DEPLOYER_VERSION.amber(
                    "%s is one release older than the platform%s."
                            .formatted(
                                    name,
                                    survey == null
                                            ? " and does not tell of storage, metrics, secrets and permissions"
                                            : ""),
                    "Update the deployer to the platform's release.");
        }
        if (newer == 1) {
            return DEPLOYER_VERSION.amber(
                    "%s is one release newer than the platform.".formatted(name),
                    "Update the platform to the deployer's release.");
        }
        return DEPLOYER_VERSION.red(
                "%s is %d releases %s than the platform; only one is bridged."
                        .formatted(name, Math.abs(newer), newer < 0 ? "older" : "newer"),
                newer < 0
                        ? "Update the deployer to the platform's release."
                        : "Update the platform to the deployer's release.");
    }

    static Finding secrets(ClusterSurvey survey) {
        if (survey.unreadable().contains("secrets")) {
            return SECRETS.red(
                    "The deployer may not read the secrets of its namespace.",
                    "Apply the ClusterRole of k8s/base/deployer.");
        }
        List<String> missing = survey.secrets().stream()
                .filter(secret -> !secret.filled())
                .map(secret -> "%s (key %s)".formatted(secret.name(), secret.key()))
                .toList();
        return missing.isEmpty()
                ? SECRETS.green("The secrets that deployments are given are there.")
                : SECRETS.red(
                        "The deployer's namespace lacks %s: no image and no weights can be fetched."
                                .formatted(String.join(" and ", missing)),
                        "Create what is missing from your NGC key, in the deployer's namespace.");
    }

    static Finding permissions(ClusterSurvey survey) {
        if (!survey.deniedAccess().isEmpty()) {
            return PERMISSIONS.red(
                    "The cluster does not allow the deployer to: %s.".formatted(list(survey.deniedAccess())),
                    "Apply the ClusterRole and its binding of k8s/base/deployer.");
        }
        return survey.unreadable().isEmpty()
                ? PERMISSIONS.green("The cluster allows all that the deployer needs.")
                : PERMISSIONS.amber(
                        "The deployer may not look at %s, so nothing is known of them."
                                .formatted(list(survey.unreadable())),
                        "Apply the ClusterRole of k8s/base/deployer.");
    }

    private static String list(List<String> names) {
        return names.size() <= 4
                ? String.join(", ", names)
                : "%s and %d more".formatted(String.join(", ", names.subList(0, 4)), names.size() - 4);
    }

    private static String inWords(Duration silence) {
        if (silence.toMinutes() < 120) {
            return silence.toMinutes() + " minutes";
        }
        return silence.toHours() < 48 ? silence.toHours() + " hours" : silence.toDays() + " days";
    }
}
