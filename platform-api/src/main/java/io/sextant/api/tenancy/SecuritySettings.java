package io.sextant.api.tenancy;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code sextant.security}.
 *
 * @param tokenKey keys the hash of every token, base64 of at least 32 random bytes; changing it voids all tokens; the
 *     platform does not start without one
 * @param tokenLifetime of an API token
 */
@ConfigurationProperties("sextant.security")
public record SecuritySettings(
        @DefaultValue("") String tokenKey,
        @DefaultValue("90d") Duration tokenLifetime) {}
