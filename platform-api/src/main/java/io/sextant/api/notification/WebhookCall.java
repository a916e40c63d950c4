package io.sextant.api.notification;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.stereotype.Component;

/**
 * Posts a body to a URL and reads the status of the answer, nothing more of it.
 *
 * <p>Java's client looks a name up by itself, so that the address it connects to need not be the one that was checked. Here the
 * connection is made to the checked address, and TLS verifies the name. Redirections are not followed.
 */
@Component
class WebhookCall {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-9]\\d{2})(?: .*)?");
    private static final int LONGEST_LINE = 8_192;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final WebhookAddress addresses;
    private final Duration timeout;

    WebhookCall(WebhookAddress addresses, NotificationSettings settings) {
        this.addresses = addresses;
        this.timeout = settings.webhook().timeout();
    }

    /** The status of the answer; an exception's message is for people. */
    int post(URI url, String body, WebhookSignature signature, String delivery)
            throws IOException, WebhookAddress.Closed {
        long deadline = System.nanoTime() + timeout.toNanos();
        InetAddress address = addresses.destination(url);
        boolean tls = url.getScheme().equals("https");
        int port = url.getPort() > 0 ? url.getPort() : tls ? HTTPS : HTTP;
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(address, port), left(deadline));
            plain.setSoTimeout(left(deadline));
            try (Socket socket = tls ? secured(plain, url, port) : plain) {
                OutputStream out = socket.getOutputStream();
                out.write(request(url, body, signature, delivery));
                out.flush();
                return status(socket, deadline);
            }
        } catch (SocketTimeoutException e) {
            throw new IOException("No answer within " + timeout.toSeconds() + " s.", e);
        }
    }

    private static Socket secured(Socket plain, URI url, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, WebhookAddress.bare(url.getHost()), port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static byte[] request(URI url, String body, WebhookSignature signature, String delivery) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String head = String.join(
                "\r\n",
                "POST " + path + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery()) + " HTTP/1.1",
                "Host: " + url.getHost() + (url.getPort() > 0 ? ":" + url.getPort() : ""),
                "User-Agent: Sextant",
                "Content-Type: application/json",
                "Content-Length: " + content.length,
                "X-Sextant-Delivery: " + delivery,
                WebhookSignature.HEADER + ": " + signature.header(),
                "Connection: close",
                "",
                "");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(content);
        return request.toByteArray();
    }

    private int status(Socket socket, long deadline) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        while (line.length() < LONGEST_LINE) {
            socket.setSoTimeout(left(deadline));
            int next = in.read();
            if (next < 0 || next == '\n') {
                break;
            }
            line.append((char) next);
        }
        Matcher form = STATUS_LINE.matcher(line.toString().strip());
        if (!form.matches()) {
            throw new IOException(
                    line.isEmpty() ? "It closed the connection without an answer." : "It does not speak HTTP.");
        }
        return Integer.parseInt(form.group(1));
    }

    private static int left(long deadline) throws SocketTimeoutException {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        return Math.toIntExact(left);
    }
}
