package io.sextant.web.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts that goes from the product to the provider and back, one redirect at a time. */
final class Visitor {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final URI product;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    Visitor(URI product) {
        this.product = product;
    }

    /** Goes to the provider, signs in there, and says where it leads back to, without going there. */
    URI toCallback(String name) {
        URI address = location(get(product.resolve(OidcSignIn.BEGIN)));
        while (!address.getPath().equals(OidcSignIn.CALLBACK)) {
            HttpResponse<String> answer = get(address);
            if (answer.statusCode() == 200) {
                answer = post(address, answer.body(), Map.of("username", name, "password", OpenIdProvider.PASSWORD));
            }
            address = location(answer);
        }
        return address;
    }

    /** The whole way; where it led to. */
    String signIn(String name) {
        return location(get(toCallback(name)))
                .toString()
                .substring(product.toString().length());
    }

    HttpResponse<String> page(String path) {
        return get(product.resolve(path));
    }

    HttpResponse<String> post(String page, String path, Map<String, String> fields) {
        return post(product.resolve(path), page(page).body(), fields);
    }

    String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("sextant"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    HttpResponse<String> get(URI address) {
        return send(HttpRequest.newBuilder(address));
    }

    static URI location(HttpResponse<String> answer) {
        return answer.uri()
                .resolve(answer.headers()
                        .firstValue("Location")
                        .orElseThrow(() -> new AssertionError(
                                answer.uri() + " answered " + answer.statusCode() + " " + answer.body())));
    }

    private HttpResponse<String> post(URI address, String page, Map<String, String> fields) {
        Matcher token = CSRF.matcher(page);
        String csrf = token.find() ? token.group(1) : "";
        String body = fields.entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()) + "&")
                        .collect(Collectors.joining())
                + "_csrf=" + encode(csrf);
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(
                    request.header("Accept", "text/html")
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
