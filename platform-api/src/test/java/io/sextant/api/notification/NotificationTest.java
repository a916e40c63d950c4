package io.sextant.api.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sextant.api.tenancy.Permission;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** What is decided from values alone. */
class NotificationTest {
    private static final Instant END = Instant.parse("2026-12-31T00:00:00Z");
    private static final Audience AUDIENCE = new Audience.Holders(Permission.DEPLOY, UUID.randomUUID());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.10",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "fec0::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::"
            })
    void letsNoWebhookReachAnAddressOfTheOwnNetwork(String address) {
        assertThat(new WebhookReach(List.of()).permits(InetAddress.ofLiteral(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111"})
    void letsWebhooksReachPublicAddresses(String address) {
        assertThat(new WebhookReach(List.of()).permits(InetAddress.ofLiteral(address)))
                .isTrue();
    }

    @Test
    void letsWebhooksReachTheNetworksThatSettingsAllowAndNoOthers() {
        WebhookReach reach = new WebhookReach(List.of(Network.of("10.20.0.0/16"), Network.of("fd00:1::/32")));
        assertThat(reach.permits(InetAddress.ofLiteral("10.20.255.1"))).isTrue();
        assertThat(reach.permits(InetAddress.ofLiteral("10.21.0.1"))).isFalse();
        assertThat(reach.permits(InetAddress.ofLiteral("fd00:1::7"))).isTrue();
        assertThat(reach.permits(InetAddress.ofLiteral("fd00:2::7"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "localhost/8", "::1/129", "/8"})
    void refusesWhatIsNoNetwork(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.of(text));
    }

    @Test
    void signsTheMomentAndTheBody() {
        // Computed by another implementation: printf '1798675200.{"a":1}' | openssl dgst -sha256 -hmac whsec_test
        WebhookSignature signature = WebhookSignature.of("whsec_test", "{\"a\":1}", END);
        assertThat(signature.header())
                .isEqualTo("t=1798675200,v1=e197ffdb8b3d65ccbe2314d7814049810fa117de975d63aac5a8a7dab7f293be");
        assertThat(WebhookSignature.of("other", "{\"a\":1}", END).hmac()).isNotEqualTo(signature.hmac());
        assertThat(WebhookSignature.of("whsec_test", "{\"a\":1}", END.plusSeconds(1))
                        .hmac())
                .isNotEqualTo(signature.hmac());
    }

    @Test
    void waitsLongerAfterEachFailureUpToSixHours() {
        assertThat(IntStream.of(1, 2, 3, 10, 11, 12, 100)
                        .mapToObj(Backoff::after)
                        .map(Duration::toSeconds))
                .containsExactly(30L, 60L, 120L, 15_360L, 21_600L, 21_600L, 21_600L);
    }

    @ParameterizedTest
    @CsvSource({"15, -1", "14, 14", "13, 14", "4, 14", "3, 3", "2, 3", "1, 1", "0, -1", "-1, -1"})
    void warnsFourteenThreeAndOneDaysBefore(int daysLeft, int warned) {
        Instant begun = END.minus(Duration.ofDays(100));
        assertThat(EndWarning.due(begun, END, END.minus(Duration.ofDays(daysLeft)))
                        .map(EndWarning::daysBefore)
                        .orElse(-1))
                .isEqualTo(warned);
    }

    @Test
    void doesNotWarnOfWhatWasKnownWhenTheEndWasSet() {
        Instant begun = END.minus(Duration.ofDays(2));
        assertThat(EndWarning.due(begun, END, begun)).isEmpty();
        assertThat(EndWarning.due(begun, END, END.minus(Duration.ofHours(20)))).contains(new EndWarning(1, END));
    }

    @Test
    void keepsATitleToOneLine() {
        Notice notice = new Notice(
                NoticeKind.QUOTA_REQUEST, "key", AUDIENCE, "more\r\nBcc: all@example.com", "text", "/quotas");
        assertThat(notice.title()).isEqualTo("more Bcc: all@example.com");
        assertThat(new Notice(NoticeKind.QUOTA_REQUEST, "key", AUDIENCE, "x".repeat(500), "", "/").title())
                .hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", ""})
    void leadsNowhereButToThePortal(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Notice(NoticeKind.QUOTA_REQUEST, "key", AUDIENCE, "title", "text", path));
    }

    @Test
    void hasSettingsThatReachNothingPrivate() {
        settings()
                .run(context -> assertThat(context.getBean(NotificationSettings.class))
                        .isEqualTo(new NotificationSettings(
                                "",
                                "sextant@localhost",
                                Duration.ofDays(365),
                                new NotificationSettings.Webhook(
                                        false, List.of(), Duration.ofSeconds(10), Duration.ofDays(1)))));
    }

    @Test
    void readsEverySetting() {
        settings()
                .withPropertyValues(
                        "sextant.notification.portal-url=https://sextant.example.com/",
                        "sextant.notification.mail-from=gpu@example.com",
                        "sextant.notification.keep=30d",
                        "sextant.notification.webhook.plain-http=true",
                        "sextant.notification.webhook.allowed-networks=10.0.0.0/8, fd00::/8",
                        "sextant.notification.webhook.timeout=3s",
                        "sextant.notification.webhook.disable-after=2d")
                .run(context -> {
                    NotificationSettings settings = context.getBean(NotificationSettings.class);
                    assertThat(settings)
                            .isEqualTo(new NotificationSettings(
                                    "https://sextant.example.com/",
                                    "gpu@example.com",
                                    Duration.ofDays(30),
                                    new NotificationSettings.Webhook(
                                            true,
                                            List.of("10.0.0.0/8", "fd00::/8"),
                                            Duration.ofSeconds(3),
                                            Duration.ofDays(2))));
                    assertThat(settings.link("/tokens")).isEqualTo("https://sextant.example.com/tokens");
                });
    }

    private static ApplicationContextRunner settings() {
        return new ApplicationContextRunner().withUserConfiguration(SettingsOnly.class);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(NotificationSettings.class)
    static class SettingsOnly {}
}
