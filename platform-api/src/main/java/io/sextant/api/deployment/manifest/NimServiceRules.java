package io.sextant.api.deployment.manifest;

import static io.sextant.api.deployment.manifest.NimOperatorRelease.AFFINITY;
import static io.sextant.api.deployment.manifest.NimOperatorRelease.OLDEST;
import static io.sextant.api.deployment.manifest.NimOperatorRelease.PRIORITY_CLASS;
import static io.sextant.api.deployment.manifest.NimOperatorRelease.ZERO_REPLICAS;
import static io.sextant.api.deployment.manifest.NimRule.Origin.CEL;
import static io.sextant.api.deployment.manifest.NimRule.Origin.CONTROLLER;
import static io.sextant.api.deployment.manifest.NimRule.Origin.SCHEMA;
import static io.sextant.api.deployment.manifest.NimRule.Origin.WEBHOOK;

import io.sextant.contract.nim.NimServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules on NIMService specifications, restated; those on fields that are not rendered cannot be broken. */
final class NimServiceRules {
    /** Fields with rules of their own, or by which rules on rendered fields are broken, that Sextant never renders. */
    static final List<String> NOT_RENDERED = List.of(
            "storage.pvc",
            "storage.emptyDir",
            "storage.hostPath",
            "expose.ingress",
            "expose.router",
            "expose.service.grpcPort",
            "expose.service.metricsPort",
            "multiNode",
            "draResources",
            "inferencePlatform",
            "proxy");

    private static final Pattern DURATION = Pattern.compile(
            "(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)");
    private static final Pattern TRUTH_OR_NUMBER = Pattern.compile("(?i)true|false|yes|no|on|off|null|~|[-+]?[0-9._]+");

    private NimServiceRules() {}

    private static List<NimRule<NimServiceSpec>> rules(NimOperatorRelease release) {
        List<NimRule<NimServiceSpec>> rules = new ArrayList<>();
        addIdentity(rules);
        addReplicas(rules);
        addExposure(rules);
        addFieldsOfReleases(rules, release);
        return rules;
    }

    private static void addIdentity(List<NimRule<NimServiceSpec>> rules) {
        rules.add(rule(WEBHOOK, spec -> spec.image().repository().isBlank(), "spec.image.repository is required."));
        rules.add(rule(WEBHOOK, spec -> spec.image().tag().isBlank(), "spec.image.tag is required."));
        rules.add(rule(WEBHOOK, spec -> spec.authSecret().isBlank(), "spec.authSecret is required."));
        rules.add(rule(
                WEBHOOK, spec -> spec.storage().nimCache().name().isBlank(), "spec.storage must name a NIMCache."));
        rules.add(rule(
                WEBHOOK,
                spec -> spec.storage().sharedMemorySizeLimit() != null
                        && !NimQuantity.isPositive(spec.storage().sharedMemorySizeLimit()),
                "spec.storage.sharedMemorySizeLimit must be above 0."));
        rules.add(rule(
                WEBHOOK,
                spec -> spec.resources().getClaims() != null
                        && !spec.resources().getClaims().isEmpty(),
                "spec.resources.claims must be empty."));
    }

    private static void addReplicas(List<NimRule<NimServiceSpec>> rules) {
        rules.add(rule(
                SCHEMA, spec -> spec.replicas() != null && spec.replicas() < 0, "spec.replicas must be 0 or more."));
        rules.add(new NimRule<>(
                CEL,
                AFFINITY,
                spec -> scales(spec) && spec.replicas() != null,
                "spec.replicas cannot be set when spec.scale.enabled is true."));
        rules.add(rule(
                WEBHOOK,
                spec -> scales(spec) && hpa(spec).isEmpty(),
                "spec.scale.hpa must be defined if spec.scale.enabled is true."));
        rules.add(rule(
                SCHEMA,
                spec -> hpa(spec).stream().anyMatch(bounds -> bounds.minReplicas() < 1),
                "spec.scale.hpa.minReplicas must be 1 or more."));
        rules.add(rule(
                CONTROLLER,
                spec -> hpa(spec).stream().anyMatch(bounds -> bounds.maxReplicas() < bounds.minReplicas()),
                "spec.scale.hpa.maxReplicas must be no less than minReplicas."));
    }

    private static void addExposure(List<NimRule<NimServiceSpec>> rules) {
        rules.add(rule(
                SCHEMA,
                spec -> spec.expose().service().port() < 1
                        || spec.expose().service().port() > 65535,
                "spec.expose.service.port must be 1 to 65535."));
        rules.add(rule(
                WEBHOOK,
                spec -> spec.metrics() != null
                        && spec.metrics().enabled()
                        && isEmpty(spec.metrics().serviceMonitor()),
                "spec.metrics.serviceMonitor must be defined if spec.metrics.enabled is true."));
        rules.add(rule(
                SCHEMA,
                spec -> spec.metrics() != null
                        && spec.metrics().serviceMonitor() != null
                        && Stream.of(
                                        spec.metrics().serviceMonitor().interval(),
                                        spec.metrics().serviceMonitor().scrapeTimeout())
                                .anyMatch(duration -> duration != null
                                        && !DURATION.matcher(duration).matches()),
                "spec.metrics.serviceMonitor's interval and scrapeTimeout must be durations such as 15s."));
        rules.add(rule(
                CONTROLLER,
                spec -> spec.nodeSelector() != null
                        && spec.nodeSelector().values().stream()
                                .anyMatch(
                                        value -> TRUTH_OR_NUMBER.matcher(value).matches()),
                "spec.nodeSelector may have no value that reads as a number or a truth value."));
    }

    /** A field that the release does not know is refused or, worse, dropped without a word. */
    private static void addFieldsOfReleases(List<NimRule<NimServiceSpec>> rules, NimOperatorRelease release) {
        Map<NimOperatorRelease, NimRule<NimServiceSpec>> later = Map.of(
                AFFINITY,
                rule(SCHEMA, spec -> spec.affinity() != null, "spec.affinity is known from 3.0.2 only."),
                ZERO_REPLICAS,
                rule(
                        SCHEMA,
                        spec -> spec.replicas() != null && spec.replicas() == 0,
                        "spec.replicas may be 0 from 3.1.0 only."),
                PRIORITY_CLASS,
                rule(
                        SCHEMA,
                        spec -> spec.priorityClassName() != null,
                        "spec.priorityClassName is known from 3.1.2 only."));
        later.forEach((since, rule) -> {
            if (!release.knows(since)) {
                rules.add(rule);
            }
        });
    }

    private static NimRule<NimServiceSpec> rule(
            NimRule.Origin origin, Predicate<NimServiceSpec> broken, String sentence) {
        return new NimRule<>(origin, OLDEST, broken, sentence);
    }

    private static boolean scales(NimServiceSpec spec) {
        return spec.scale() != null && spec.scale().enabled();
    }

    private static List<NimServiceSpec.Hpa> hpa(NimServiceSpec spec) {
        return spec.scale() == null || spec.scale().hpa() == null
                ? List.of()
                : List.of(spec.scale().hpa());
    }

    private static boolean isEmpty(NimServiceSpec.@Nullable ServiceMonitor monitor) {
        return monitor == null || monitor.equals(new NimServiceSpec.ServiceMonitor(null, null, null));
    }

    static Stream<String> broken(NimServiceSpec spec, NimOperatorRelease release) {
        return rules(release).stream()
                .filter(rule -> rule.isBrokenBy(spec, release))
                .map(rule -> "NIMService: " + rule.sentence());
    }
}
