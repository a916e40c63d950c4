package io.sextant.web.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Talks HTTP to the started product: with a bearer token, or with the session of someone who signed in by form. */
public final class Browserless {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI base;
    private final HttpClient client;
    private final String authorization;

    private Browserless(URI base, HttpClient client, String authorization) {
        this.base = base;
        this.client = client;
        this.authorization = authorization;
    }

    /** Nobody: no session, no token. */
    public static Browserless anonymous(URI base) {
        return new Browserless(base, HttpClient.newBuilder().build(), "");
    }

    /** A REST client with that token. */
    public static Browserless withToken(URI base, String token) {
        return new Browserless(base, HttpClient.newBuilder().build(), "Bearer " + token);
    }

    /** Someone who signed in through the form, with JavaScript off. */
    public static Browserless signedIn(URI base, String username, String password) {
        HttpClient client =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        Browserless session = new Browserless(base, client, "");
        HttpResponse<String> answer =
                session.postForm("/signin", "/signin", Map.of("username", username, "password", password));
        String location = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() != 302 || location.contains("failed")) {
            throw new AssertionError("could not sign in as " + username + ": " + answer.statusCode() + " " + location);
        }
        return session;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    public HttpResponse<String> get(String path, String accept) {
        return send(request(path).header("Accept", accept).GET().build());
    }

    public HttpResponse<String> postJson(String path, String body, String... headers) {
        HttpRequest.Builder builder = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return send(builder.build());
    }

    /** Reads the CSRF token from the page that holds the form, then posts the fields. */
    public HttpResponse<String> postForm(String pageWithForm, String action, Map<String, String> fields) {
        return postForm(pageWithForm, action, fields, "text/html");
    }

    /** The same for an answer of that type. */
    public HttpResponse<String> postForm(
            String pageWithForm, String action, Map<String, String> fields, String accept) {
        Matcher token = CSRF.matcher(get(pageWithForm).body());
        if (!token.find()) {
            throw new AssertionError(pageWithForm + " holds no form with a CSRF token");
        }
        String body = fields.entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&"))
                + "&_csrf=" + encode(token.group(1));
        return send(request(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** The same person with the same session at another instance. */
    public Browserless at(URI otherInstance) {
        return new Browserless(otherInstance, client, authorization);
    }

    /** The same for a form with a file; the file's field is {@code file}. */
    public HttpResponse<String> postFile(
            String pageWithForm, String action, Map<String, String> fields, String fileName, String content) {
        Matcher token = CSRF.matcher(get(pageWithForm).body());
        if (!token.find()) {
            throw new AssertionError(pageWithForm + " holds no form with a CSRF token");
        }
        String boundary = "sextant-test-boundary";
        StringBuilder body = new StringBuilder();
        Map<String, String> all = new HashMap<>(fields);
        all.put("_csrf", token.group(1));
        all.forEach((name, value) -> body.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value)));
        body.append("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                        .formatted(boundary, fileName))
                .append("Content-Type: application/octet-stream\r\n\r\n")
                .append(content)
                .append("\r\n--")
                .append(boundary)
                .append("--\r\n");
        return send(request(action)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    public HttpResponse<String> post(String path, String contentType, String body) {
        return send(request(path)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    public HttpResponse<String> send(String method, String path) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        return authorization.isEmpty() ? builder : builder.header("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
