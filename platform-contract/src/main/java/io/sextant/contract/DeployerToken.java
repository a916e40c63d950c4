package io.sextant.contract;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a deployer shows to be let in, of the form {@code prefix_id_secret}.
 *
 * @param id twelve lower-case letters and digits; no secret
 * @param secret 256 bits in URL-safe base64
 */
public record DeployerToken(Kind kind, String id, String secret) {
    private static final Pattern FORM = Pattern.compile("(sxj|sxd)_([a-z0-9]{12})_([A-Za-z0-9_-]{43})");
    private static final String ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 12;
    private static final int SECRET_BYTES = 32;

    /** What it is good for. */
    public enum Kind {
        /** Joins once; made by the platform. */
        JOIN("sxj"),
        /** Speaks for a cluster until it is replaced or revoked; made by the deployer. */
        CREDENTIAL("sxd");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** A new one. */
    public static DeployerToken made(Kind kind, SecureRandom random) {
        StringBuilder id = new StringBuilder(ID_LENGTH);
        random.ints(ID_LENGTH, 0, ID_ALPHABET.length()).forEach(index -> id.append(ID_ALPHABET.charAt(index)));
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new DeployerToken(
                kind, id.toString(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** Empty when the text is none of that kind. */
    public static Optional<DeployerToken> read(Kind kind, String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() && form.group(1).equals(kind.prefix)
                ? Optional.of(new DeployerToken(kind, form.group(2), form.group(3)))
                : Optional.empty();
    }

    /** As it is shown. */
    public String text() {
        return kind.prefix + "_" + id + "_" + secret;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "DeployerToken[kind=%s, id=%s]".formatted(kind, id);
    }
}
