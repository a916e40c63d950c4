package io.sextant.api.notification;

import io.sextant.api.problem.PlatformProblem;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides which URLs webhooks may have, and which address a request to one goes to. */
@Component
class WebhookAddress {
    private static final int LONGEST = 1000;
    private static final int HIGHEST_PORT = 65_535;

    private final WebhookReach reach;
    private final boolean plainHttp;

    WebhookAddress(NotificationSettings settings) {
        this.reach = WebhookReach.of(settings.webhook());
        this.plainHttp = settings.webhook().plainHttp();
    }

    /** The URL as it is kept; refused where it cannot be reached, or must not be. */
    URI usable(@Nullable String url) {
        URI read = read(url == null ? "" : url.strip());
        try {
            destination(read);
        } catch (UnknownHostException | Closed e) {
            throw refused(String.valueOf(e.getMessage()));
        }
        return read;
    }

    /**
     * The one address to connect to: the same that was checked, whatever the name is said to be a moment later.
     *
     * @throws Closed where any address of the name is not for webhooks
     */
    InetAddress destination(URI url) throws UnknownHostException, Closed {
        String host = bare(url.getHost());
        List<InetAddress> addresses;
        try {
            addresses = List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw (UnknownHostException) new UnknownHostException("There is no host " + host + ".").initCause(e);
        }
        if (!addresses.stream().allMatch(reach::permits)) {
            throw new Closed(host + " is in a network that webhooks may not reach;"
                    + " a platform administrator can allow it (sextant.notification.webhook.allowed-networks).");
        }
        return addresses.getFirst();
    }

    private URI read(String url) {
        if (url.isEmpty() || url.length() > LONGEST) {
            throw refused("Give the URL that is to be told, of at most " + LONGEST + " characters.");
        }
        try {
            URI read = new URI(url);
            String scheme = String.valueOf(read.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !(plainHttp && scheme.equals("http"))) {
                throw refused("The URL begins with https://.");
            }
            if (read.getHost() == null || read.getUserInfo() != null || read.getFragment() != null) {
                throw refused("The URL names a host, and neither a user nor a fragment.");
            }
            if (read.getPort() == 0 || read.getPort() > HIGHEST_PORT) {
                throw refused("There is no port " + read.getPort() + ".");
            }
            return new URI(read.toASCIIString());
        } catch (URISyntaxException e) {
            throw refused("This is not a URL: " + e.getReason() + ".");
        }
    }

    static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static PlatformProblem refused(String why) {
        return new PlatformProblem.Invalid("/url", "not-reachable", why);
    }

    /** An address that webhooks may not reach. */
    static final class Closed extends Exception {
        private static final long serialVersionUID = 1L;

        Closed(String message) {
            super(message);
        }
    }
}
