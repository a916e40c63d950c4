package io.sextant.deployer.feed;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to the platform on behalf of one cluster, and what its answers say. */
final class PlatformHttp implements AutoCloseable {
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_QUOTE = 500;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String baseUrl;
    private final String cluster;

    PlatformHttp(URI apiUrl, String cluster) {
        this.baseUrl = apiUrl.toString().replaceAll("/+$", "");
        this.cluster = URLEncoder.encode(cluster, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A request to one of the deployer's paths, with what may follow it. */
    HttpRequest.Builder request(String path, String bearer) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path.replace("{cluster}", cluster)))
                .header("Authorization", "Bearer " + bearer)
                .header("Accept", "application/json, application/problem+json")
                .header("User-Agent", "sextant-deployer");
    }

    HttpResponse<String> exchange(HttpRequest request) throws PlatformProblem, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new PlatformProblem.Unreachable("The platform does not answer at %s: %s".formatted(baseUrl, e));
        }
    }

    static void requireSuccess(HttpResponse<String> answer) throws PlatformProblem {
        int status = answer.statusCode();
        if (status != 200 && status != 204) {
            throw new PlatformProblem.Unexpected("The platform answered %d to %s: %s"
                    .formatted(status, answer.request().uri().getPath(), start(answer.body())));
        }
    }

    /** What a problem says and what can be done about it; of anything else, how it begins. */
    static String inWords(HttpResponse<String> answer) {
        try {
            JsonNode problem = JSON.readTree(answer.body());
            String said = Stream.of("detail", "remedy")
                    .map(member -> problem.path(member).asString(""))
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(" "));
            return said.isEmpty() ? start(answer.body()) : said;
        } catch (JacksonException e) {
            return start(answer.body());
        }
    }

    private static String start(String body) {
        return body.length() > LONGEST_QUOTE ? body.substring(0, LONGEST_QUOTE) : body;
    }

    /** Ends calls under way. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
