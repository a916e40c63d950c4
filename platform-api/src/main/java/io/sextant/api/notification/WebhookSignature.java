package io.sextant.api.notification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a receiver that the platform sent a body, and when: {@code t=<seconds since 1970>,v1=<HMAC-SHA-256>} over the
 * seconds, a full stop and the body, in hexadecimal digits, keyed by the webhook's secret as text.
 */
record WebhookSignature(long seconds, String hmac) {
    static final String HEADER = "X-Sextant-Signature";
    private static final String ALGORITHM = "HmacSHA256";

    static WebhookSignature of(String secret, String body, Instant now) {
        long seconds = now.getEpochSecond();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] hmac = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return new WebhookSignature(seconds, HexFormat.of().formatHex(hmac));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    String header() {
        return "t=" + seconds + ",v1=" + hmac;
    }
}
