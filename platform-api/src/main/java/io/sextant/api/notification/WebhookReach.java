package io.sextant.api.notification;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses webhooks may reach: public ones, and private ones that the settings allow.
 *
 * <p>Whoever may enter a URL would otherwise reach, through the platform, what only the platform's own network is to reach.
 *
 * @param allowed private networks that may be reached nevertheless
 */
record WebhookReach(List<Network> allowed) {
    // What Java's own questions leave out: shared, benchmark and reserved ranges, private IPv6, and IPv4 wrapped in
    // IPv6.
    private static final List<Network> CLOSED = Stream.of(
                    "0.0.0.0/8",
                    "100.64.0.0/10",
                    "192.0.0.0/24",
                    "192.88.99.0/24",
                    "198.18.0.0/15",
                    "240.0.0.0/4",
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/32",
                    "2002::/16",
                    "fc00::/7",
                    "fec0::/10")
            .map(Network::of)
            .toList();

    WebhookReach {
        allowed = List.copyOf(allowed);
    }

    static WebhookReach of(NotificationSettings.Webhook settings) {
        return new WebhookReach(
                settings.allowedNetworks().stream().map(Network::of).toList());
    }

    boolean permits(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.contains(address)) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        return !address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isMulticastAddress()
                && CLOSED.stream().noneMatch(network -> network.contains(address));
    }
}
