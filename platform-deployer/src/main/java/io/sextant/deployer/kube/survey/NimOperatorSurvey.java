package io.sextant.deployer.kube.survey;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.sextant.contract.observed.ClusterSurvey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the NIM Operator is there, in which version, and what its definitions let one write. */
final class NimOperatorSurvey {
    private static final String GROUP = "apps.nvidia.com";
    private static final String VERSION = "v1alpha1";
    private static final String NAME_LABEL = "app.kubernetes.io/name";
    private static final String NAME = "k8s-nim-operator";
    private static final String DEPLOYMENTS = "deployments.apps";
    private static final String DEFINITIONS = "customresourcedefinitions.apiextensions.k8s.io";
    private static final String WEBHOOKS = "validatingwebhookconfigurations.admissionregistration.k8s.io";

    private @Nullable String fieldsOfVersion;
    private List<String> fields = List.of();

    /** The operator with its version, which is absent where it was not found. */
    record Found(@Nullable String version, ClusterSurvey.NimOperator operator) {}

    Found look(Look look) {
        Optional<Deployment> deployment = deployment(look);
        String version = deployment.flatMap(NimOperatorSurvey::version).orElse(null);
        return new Found(
                version,
                new ClusterSurvey.NimOperator(
                        deployment.map(NimOperatorSurvey::isRunning).orElse(null),
                        look.served(GROUP + "/" + VERSION).stream()
                                .filter(resource -> !resource.getName().contains("/"))
                                .map(APIResource::getKind)
                                .sorted()
                                .toList(),
                        fields(look, version),
                        admission(look)));
    }

    /** By its label; charts that name things otherwise are looked for among all deployments. */
    private static Optional<Deployment> deployment(Look look) {
        var deployments = look.client().apps().deployments().inAnyNamespace();
        return look
                .at(
                        DEPLOYMENTS,
                        () -> deployments.withLabel(NAME_LABEL, NAME).list().getItems())
                .filter(found -> !found.isEmpty())
                .or(() -> look.at(DEPLOYMENTS, () -> deployments.list().getItems()))
                .orElse(List.of())
                .stream()
                .filter(NimOperatorSurvey::isOperator)
                .findFirst();
    }

    private static boolean isOperator(Deployment deployment) {
        return NAME.equals(labels(deployment).get(NAME_LABEL))
                || deployment.getMetadata().getName().contains("nim-operator");
    }

    private static Optional<String> version(Deployment deployment) {
        return Optional.ofNullable(labels(deployment).get("app.kubernetes.io/version"))
                .or(() -> deployment.getSpec().getTemplate().getSpec().getContainers().stream()
                        .map(container -> Objects.requireNonNullElse(container.getImage(), ""))
                        .filter(image -> image.contains("nim-operator") && image.contains(":"))
                        .map(image -> image.substring(image.lastIndexOf(':') + 1))
                        .findFirst())
                .or(() -> Optional.of("unknown"));
    }

    private static boolean isRunning(Deployment deployment) {
        return deployment.getStatus() != null
                && Objects.requireNonNullElse(deployment.getStatus().getReadyReplicas(), 0) > 0;
    }

    private static Map<String, String> labels(Deployment deployment) {
        return Objects.requireNonNullElse(deployment.getMetadata().getLabels(), Map.of());
    }

    /** The definition is large and changes with the operator only, so it is read once for each version. */
    private List<String> fields(Look look, @Nullable String version) {
        if (fields.isEmpty() || !Objects.equals(version, fieldsOfVersion)) {
            fields = look.at(
                            DEFINITIONS,
                            () -> look.client()
                                    .apiextensions()
                                    .v1()
                                    .customResourceDefinitions()
                                    .withName("nimservices." + GROUP)
                                    .get())
                    .map(NimOperatorSurvey::specFields)
                    .orElse(List.of());
            fieldsOfVersion = version;
        }
        return fields;
    }

    private static List<String> specFields(CustomResourceDefinition definition) {
        TreeSet<String> names = new TreeSet<>();
        definition.getSpec().getVersions().stream()
                .filter(version -> VERSION.equals(version.getName()) && version.getSchema() != null)
                .map(version -> version.getSchema().getOpenAPIV3Schema())
                .map(schema -> properties(schema).get("spec"))
                .forEach(spec -> properties(spec).forEach((name, field) -> {
                    names.add(name);
                    properties(field).keySet().forEach(inner -> names.add(name + "." + inner));
                }));
        return List.copyOf(names);
    }

    private static Map<String, JSONSchemaProps> properties(@Nullable JSONSchemaProps schema) {
        return schema == null ? Map.of() : Objects.requireNonNullElse(schema.getProperties(), Map.of());
    }

    private static @Nullable Boolean admission(Look look) {
        Optional<Boolean> found =
                look.at(
                        WEBHOOKS,
                        () -> look
                                .client()
                                .admissionRegistration()
                                .v1()
                                .validatingWebhookConfigurations()
                                .list()
                                .getItems()
                                .stream()
                                .flatMap(NimOperatorSurvey::webhooks)
                                .anyMatch(NimOperatorSurvey::checksNims));
        return look.mayRead(WEBHOOKS) ? found.orElse(false) : null;
    }

    private static Stream<ValidatingWebhook> webhooks(ValidatingWebhookConfiguration configuration) {
        return Objects.requireNonNullElse(configuration.getWebhooks(), List.<ValidatingWebhook>of()).stream();
    }

    private static boolean checksNims(ValidatingWebhook webhook) {
        return webhook.getRules() != null
                && webhook.getRules().stream()
                        .anyMatch(rule -> rule.getApiGroups() != null
                                && rule.getApiGroups().contains(GROUP));
    }
}
