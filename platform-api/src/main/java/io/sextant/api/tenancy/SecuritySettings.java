package io.sextant.api.tenancy;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code sextant.security}.
 *
 * @param tokenKey keys the hash of every token, base64 of at least 32 random bytes; changing it voids all tokens; the
 *     platform does not start without one
 * @param tokenLifetime of an API token, and the longest that can be asked for
 * @param rotationOverlap how long a token works beside its successor
 * @param lentPasswordLifetime how long a password that an administrator gave can be used to choose one's own
 * @param localSignIn whether accounts sign in with passwords of the platform; without, only the first administrator does
 * @param tokenRequestsPerSecond of one API token on one instance; above it the answer is 429
 */
@ConfigurationProperties("sextant.security")
public record SecuritySettings(
        @DefaultValue("") String tokenKey,
        @DefaultValue("90d") Duration tokenLifetime,
        @DefaultValue("24h") Duration rotationOverlap,
        @DefaultValue("72h") Duration lentPasswordLifetime,
        @DefaultValue("500") int tokenRequestsPerSecond,
        @DefaultValue("true") boolean localSignIn,
        @DefaultValue Lockout lockout,
        @DefaultValue FirstAdministrator firstAdministrator) {

    /** Whether that account signs in with a password. */
    boolean admitsPasswordOf(String username) {
        return localSignIn || username.equalsIgnoreCase(firstAdministrator.username());
    }

    /**
     * Who sets up a platform that has no account yet.
     *
     * @param username email address; empty for nobody
     * @param password to sign in with once
     */
    public record FirstAdministrator(
            @DefaultValue("") String username,
            @DefaultValue("") String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "FirstAdministrator[" + username + "]";
        }
    }

    /**
     * When failed sign-ins lock an account or an address out.
     *
     * @param accountFailures in a row, until an account is locked
     * @param addressFailures in a row, until an address is; many people may share one
     * @param first how long the first lock lasts; each further failure doubles it
     * @param longest how long a lock lasts at most
     * @param forgetAfter failures count anew after so long without one
     */
    public record Lockout(
            @DefaultValue("5") int accountFailures,
            @DefaultValue("30") int addressFailures,
            @DefaultValue("30s") Duration first,
            @DefaultValue("1h") Duration longest,
            @DefaultValue("1h") Duration forgetAfter) {}
}
