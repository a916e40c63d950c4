package io.sextant.api.deployment.manifest;

import static io.sextant.api.deployment.manifest.NimOperatorRelease.OLDEST;
import static io.sextant.api.deployment.manifest.NimRule.Origin.SCHEMA;
import static io.sextant.api.deployment.manifest.NimRule.Origin.WEBHOOK;

import io.sextant.contract.nim.NimCacheSpec;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rules on NIMCache specifications, restated.
 *
 * <p>Immutability is {@link ManifestRules#mayBecome}. Rules on fields that are not rendered cannot be broken:
 * {@link #NOT_RENDERED}.
 */
final class NimCacheRules {
    /** Fields with rules of their own, or by which rules on rendered fields are broken, that Sextant never renders. */
    static final List<String> NOT_RENDERED = List.of(
            "source.hf",
            "source.dataStore",
            "source.ngc.modelEndpoint",
            "source.ngc.model.precision",
            "source.ngc.model.engine",
            "source.ngc.model.tensorParallelism",
            "source.ngc.model.qosProfile",
            "source.ngc.model.gpus",
            "source.ngc.model.lora",
            "source.ngc.model.buildable",
            "storage.hostPath",
            "proxy",
            "certConfig");

    private static final Set<String> ACCESS_MODES =
            Set.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod");

    private static final List<NimRule<NimCacheSpec>> RULES = List.of(
            webhook(
                    spec -> spec.source().ngc().authSecret().isBlank(),
                    "spec.source.ngc.authSecret must not be empty."),
            webhook(
                    spec -> spec.source().ngc().modelPuller().isBlank(),
                    "spec.source.ngc.modelPuller must not be empty."),
            webhook(
                    spec -> profiles(spec).contains("all") && profiles(spec).size() > 1,
                    "spec.source.ngc.model.profiles may name \"all\" only alone."),
            webhook(
                    spec -> !spec.storage().pvc().create()
                            && (spec.storage().pvc().name() == null
                                    || spec.storage().pvc().name().isBlank()),
                    "spec.storage.pvc.name is needed where the claim is not created."),
            webhook(
                    spec -> !ACCESS_MODES.contains(spec.storage().pvc().volumeAccessMode()),
                    "spec.storage.pvc.volumeAccessMode must be one of ReadWriteOnce, ReadOnlyMany, ReadWriteMany,"
                            + " ReadWriteOncePod."),
            new NimRule<>(
                    NimRule.Origin.CONTROLLER,
                    OLDEST,
                    spec -> !NimQuantity.isPositive(spec.storage().pvc().size()),
                    "spec.storage.pvc.size must be a quantity above 0."),
            new NimRule<>(
                    SCHEMA,
                    OLDEST,
                    spec -> spec.resources() != null
                            && Stream.of(
                                            spec.resources().cpu(),
                                            spec.resources().memory())
                                    .anyMatch(amount -> amount != null && !NimQuantity.isQuantity(amount)),
                    "spec.resources must be quantities."));

    private NimCacheRules() {}

    private static NimRule<NimCacheSpec> webhook(Predicate<NimCacheSpec> broken, String sentence) {
        return new NimRule<>(WEBHOOK, OLDEST, broken, sentence);
    }

    private static List<String> profiles(NimCacheSpec spec) {
        NimCacheSpec.Model model = spec.source().ngc().model();
        return model == null ? List.of() : model.profiles();
    }

    static Stream<String> broken(NimCacheSpec spec, NimOperatorRelease release) {
        return RULES.stream()
                .filter(rule -> rule.isBrokenBy(spec, release))
                .map(rule -> "NIMCache: " + rule.sentence());
    }
}
