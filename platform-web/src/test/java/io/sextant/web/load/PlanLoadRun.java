package io.sextant.web.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a started product for plans at a constant rate and prints the latencies:
 * {@code mvn -Pload-run -pl platform-web -am process-test-classes}. Properties: {@code load.url}, {@code load.token-file},
 * {@code load.team}, {@code load.rate} (a second), {@code load.seconds}, {@code load.warm-up} (seconds), {@code load.p99-ms}
 * (fails above it), {@code load.seed}.
 */
public final class PlanLoadRun {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final ConstantRate.Ticker SYSTEM = new ConstantRate.Ticker() {

        @Override
        public long now() {
            return System.nanoTime();
        }

        @Override
        public void awaitUntil(long nanos) {
            for (long left = nanos - now(); left > 0; left = nanos - now()) {
                LockSupport.parkNanos(left);
            }
        }
    };

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String url = System.getProperty("load.url");
    private final String token;
    private final double rate = Double.parseDouble(System.getProperty("load.rate"));

    private PlanLoadRun(Path tokenFile) throws IOException {
        this.token = Files.readString(tokenFile).strip();
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path tokenFile = Path.of(System.getProperty("load.token-file"));
        if (!Files.isReadable(tokenFile)) {
            throw new IOException(
                    "no API token at %s: start the product, or give -Dload.token-file".formatted(tokenFile));
        }
        System.exit(new PlanLoadRun(tokenFile).run() ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        long seed = Long.parseLong(System.getProperty("load.seed"));
        PlanQuestions questions = new PlanQuestions(System.getProperty("load.team"), models(), seed);
        System.out.printf("%s, %.0f plans a second, seed %d%n", url, rate, seed);
        ask(questions, Integer.getInteger("load.warm-up"));
        LoadReport report = ask(questions, Integer.getInteger("load.seconds"));
        report.lines().forEach(System.out::println);
        double limit = Double.parseDouble(System.getProperty("load.p99-ms"));
        boolean held = report.failed() == 0 && report.percentile(99) <= limit;
        System.out.printf("p99 of at most %.0f ms without errors: %s%n", limit, held ? "held" : "MISSED");
        return held;
    }

    private LoadReport ask(PlanQuestions questions, int seconds) {
        int count = (int) Math.round(rate * seconds);
        // Made before the clock starts: the generator shares the machine with the server.
        List<HttpRequest> requests =
                Stream.generate(questions::next).limit(count).map(this::request).toList();
        return new ConstantRate(rate, SYSTEM).run(count, i -> send(requests.get(i)));
    }

    private HttpRequest request(String question) {
        return authorized("/api/v1/plans")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
    }

    private CompletableFuture<ConstantRate.Answer> send(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.ofByteArray())
                .thenApply(answer -> new ConstantRate.Answer(answer.statusCode(), answer.body().length));
    }

    private List<String> models() throws IOException, InterruptedException {
        HttpRequest request = authorized("/api/v1/models?page_size=200").GET().build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("%s answered %d: %s".formatted(url, answer.statusCode(), answer.body()));
        }
        return StreamSupport.stream(
                        JsonMapper.shared()
                                .readTree(answer.body())
                                .path("items")
                                .spliterator(),
                        false)
                .filter(model -> model.path("contextTokens").asInt() >= 8192)
                .map(model -> model.path("nimId").asString())
                .toList();
    }

    private HttpRequest.Builder authorized(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }
}
