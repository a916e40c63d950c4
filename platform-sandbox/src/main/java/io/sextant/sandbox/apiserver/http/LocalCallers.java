package io.sextant.sandbox.apiserver.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import java.util.regex.Pattern;

/**
 * Answers only those who call this machine by a name of its own.
 *
 * <p>The server asks for no credentials, and listens on loopback alone; yet a web page of a foreign site reaches loopback
 * too, from the browser of whoever looks at it: by a name that its owner points here, or over a WebSocket.
 */
final class LocalCallers {
    private static final Pattern LOCAL = Pattern.compile("(?i)(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

    private LocalCallers() {}

    static void require(HttpHeaders headers) {
        String host = headers.get(HttpHeaderNames.HOST, "");
        String origin = headers.get(HttpHeaderNames.ORIGIN, "").replaceFirst("^(http|ws)s?://", "");
        if (!isLocal(host) || !(origin.isEmpty() || isLocal(origin))) {
            throw ApiProblem.foreignCaller();
        }
    }

    private static boolean isLocal(String authority) {
        return LOCAL.matcher(authority).matches();
    }
}
