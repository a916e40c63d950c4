package io.sextant.api.deployment.manifest;

import java.util.function.Predicate;

/**
 * One rule that the NIM Operator puts on a specification of one of its kinds.
 *
 * @param origin where the operator states it
 * @param since the first release that holds to it
 * @param sentence what is wrong where it is broken
 */
record NimRule<S>(Origin origin, NimOperatorRelease since, Predicate<S> broken, String sentence) {
    /** Where a rule stands in the operator. */
    enum Origin {
        /** The kind's structural schema. */
        SCHEMA,
        /** An {@code x-kubernetes-validations} rule of the schema. */
        CEL,
        /** The validating webhook, which an installation may switch off. */
        WEBHOOK,
        /** The controllers, which fail late or not at all where it is broken. */
        CONTROLLER
    }

    boolean isBrokenBy(S spec, NimOperatorRelease release) {
        return release.knows(since) && broken.test(spec);
    }
}
