package io.sextant.api.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who did something, as the trail names them for ever.
 *
 * @param id null for the platform and for who could not be told
 * @param name a user's sign-in name, a deployer's cluster
 */
public record Who(Kind kind, @Nullable String id, String name) {
    /** What can act. */
    public enum Kind {
        USER,
        SERVICE_ACCOUNT,
        DEPLOYER,
        PLATFORM,
        NOBODY
    }

    /** The platform by itself. */
    public static Who platform() {
        return new Who(Kind.PLATFORM, null, "platform");
    }

    /** A cluster's deployer. */
    public static Who deployer(String cluster) {
        return new Who(Kind.DEPLOYER, cluster, cluster);
    }

    /** Somebody who has not shown who they are. */
    public static Who nobody() {
        return new Who(Kind.NOBODY, null, "nobody");
    }
}
