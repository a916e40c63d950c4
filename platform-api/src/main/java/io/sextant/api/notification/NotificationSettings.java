package io.sextant.api.notification;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code sextant.notification}.
 *
 * @param portalUrl where people reach the portal, such as {@code https://sextant.example.com}: links in e-mails and webhooks
 *     begin with it; without it they are paths
 * @param mailFrom the sender of e-mails
 * @param keep how long notices, and what was delivered to webhooks, are kept
 */
@ConfigurationProperties("sextant.notification")
@Validated
public record NotificationSettings(
        @DefaultValue("") String portalUrl,
        @DefaultValue("sextant@localhost") @NotBlank String mailFrom,
        @DefaultValue("365d") Duration keep,
        @DefaultValue Webhook webhook) {

    /**
     * What webhooks may reach, and when they are given up.
     *
     * @param plainHttp addresses that begin with {@code http:} are taken too
     * @param allowedNetworks such as {@code 10.20.0.0/16}: private networks that webhooks may reach nevertheless
     * @param timeout of one attempt
     * @param disableAfter a webhook that has only failed for so long is switched off
     */
    public record Webhook(
            @DefaultValue("false") boolean plainHttp,
            @DefaultValue({}) List<String> allowedNetworks,
            @DefaultValue("10s") Duration timeout,
            @DefaultValue("1d") Duration disableAfter) {}

    /** The whole address of a page of the portal, as far as it is known. */
    String link(String path) {
        return portalUrl.endsWith("/") ? portalUrl.substring(0, portalUrl.length() - 1) + path : portalUrl + path;
    }
}
