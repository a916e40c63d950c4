package io.sextant.api.tenancy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes bearer tokens of the form {@code prefix_id_secret} and the keyed hash under which they are kept. */
@Component
public class TokenHash {
    private static final int MIN_KEY_BYTES = 32;
    private static final int SECRET_BYTES = 32;
    private static final char[] ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789".toCharArray();

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    TokenHash(ObjectProvider<TokenKey> ownSource, SecuritySettings settings) {
        TokenKey source = ownSource.getIfAvailable(() -> settings::tokenKey);
        byte[] decoded = Base64.getDecoder().decode(source.base64());
        if (decoded.length == 0) {
            throw new IllegalStateException("sextant.security.token-key is missing: set SEXTANT_SECURITY_TOKEN_KEY"
                    + " to base64 of 32 random bytes (openssl rand -base64 32)");
        }
        if (decoded.length < MIN_KEY_BYTES) {
            throw new IllegalStateException("sextant.security.token-key has " + decoded.length + " bytes; at least "
                    + MIN_KEY_BYTES + " are needed (openssl rand -base64 32)");
        }
        this.key = new SecretKeySpec(decoded, "HmacSHA256");
    }

    /** A new random id of twelve lower-case letters and digits. */
    public String newId() {
        StringBuilder id = new StringBuilder(12);
        for (int i = 0; i < 12; i++) {
            id.append(ID_ALPHABET[random.nextInt(ID_ALPHABET.length)]);
        }
        return id.toString().toLowerCase(Locale.ROOT);
    }

    /** A new random secret of 256 bits in URL-safe base64. */
    public String newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** The hash under which a secret is kept. */
    public byte[] of(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    /** Compares in constant time. */
    public boolean matches(String secret, byte[] hash) {
        return MessageDigest.isEqual(of(secret), hash);
    }
}
