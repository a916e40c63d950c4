package io.sextant.web.path;

import static org.awaitility.Awaitility.await;

import io.sextant.web.testing.Browserless;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Submits, resizes, stops, starts and retires at random while random faults strike the cluster and the whole product is killed
 * in the middle of a submission, and then looks whether the quota holds exactly what the deployments need.
 */
final class ReservationStorm implements AutoCloseable {
    static final String TEAM = "support-chatbot";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration SETTLING = Duration.ofMinutes(5);
    private static final Duration LAST_WORDS = Duration.ofMillis(300);
    private static final int MOST = 8;
    private static final int MOST_REPLICAS = 3;
    private static final Set<Integer> ANSWERS = Set.of(200, 201, 202, 409, 412);

    private enum Wish {
        RUNNING,
        STOPPED,
        GONE
    }

    private final Random random;
    private final Path directory;
    private final Map<String, Wish> wanted = new TreeMap<>();
    private final Set<String> names = new HashSet<>();
    private ProductProcess product;
    private int made;

    ReservationStorm(Path directory, long seed) throws IOException {
        this.random = new Random(seed);
        this.directory = directory;
        this.product = ProductProcess.start(directory);
    }

    /** Wishes for so long, each a moment after the one before, a fault with every third. */
    void rage(Duration length) throws IOException, InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        for (int wishes = 0; System.nanoTime() < end; wishes++) {
            wish();
            if (wishes % 3 == 0) {
                faults("/random", "{\"seed\": %d, \"count\": 1, \"seconds\": 6}".formatted(random.nextInt()));
            }
            LockSupport.parkNanos(Duration.ofMillis(50 + random.nextInt(500)).toNanos());
        }
    }

    /** Kills the product while it may be in the middle of a submission, starts it again and repeats the submission. */
    void killWhileSubmitting() throws IOException, InterruptedException {
        Submission submission = submission();
        Browserless api = product.client();
        CompletableFuture<Optional<HttpResponse<String>>> answer =
                CompletableFuture.supplyAsync(() -> submission.send(api));
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(60)).toNanos());
        product.kill();
        try {
            answer.get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // The answer is lost, as it should be; whether the submission was taken is not known.
        }
        product = ProductProcess.start(directory);
        submission.send(product.client()).ifPresent(this::take);
    }

    /** Ends the faults and waits until everything is as wanted; what is not when patience ends. */
    List<String> settle() throws IOException, InterruptedException {
        faults("", null);
        RestSteps steps = product.steps();
        try {
            await().atMost(SETTLING)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> differences(steps).isEmpty());
        } catch (ConditionTimeoutException e) {
            return differences(steps);
        }
        return List.of();
    }

    /** Retires all that is left. */
    void retireAll() throws IOException {
        Browserless api = product.client();
        for (String id : List.copyOf(wanted.keySet())) {
            expectAnswer(api.postJson("/api/v1/deployments/" + id + "/retirement", "{}"));
            wanted.put(id, Wish.GONE);
        }
    }

    int made() {
        return made;
    }

    @Override
    public void close() throws InterruptedException {
        product.stop();
    }

    private void wish() throws IOException {
        List<String> there = wanted.entrySet().stream()
                .filter(wish -> wish.getValue() != Wish.GONE)
                .map(Map.Entry::getKey)
                .toList();
        if (there.isEmpty() || (there.size() < MOST && random.nextInt(3) == 0)) {
            Submission submission = submission();
            Browserless api = product.client();
            submission.send(api).ifPresent(this::take);
            if (random.nextBoolean()) {
                submission.send(api).ifPresent(this::take);
            }
            return;
        }
        String id = there.get(random.nextInt(there.size()));
        switch (random.nextInt(6)) {
            case 0 -> {
                expectAnswer(product.client().postJson("/api/v1/deployments/" + id + "/retirement", "{}"));
                wanted.put(id, Wish.GONE);
            }
            case 1 -> change(id, "stop", "", Wish.STOPPED);
            case 2 -> change(id, "start", "", Wish.RUNNING);
            default -> {
                int most = 1 + random.nextInt(MOST_REPLICAS);
                int least = 1 + random.nextInt(most);
                change(
                        id,
                        "resize",
                        "{\"minReplicas\": %d, \"maxReplicas\": %d}".formatted(least, most),
                        wanted.getOrDefault(id, Wish.RUNNING));
            }
        }
    }

    private void change(String id, String verb, String body, Wish after) throws IOException {
        Browserless api = product.client();
        long generation = product.steps()
                .get("/api/v1/deployments/" + id)
                .path("generation")
                .asLong();
        String key = "change-" + ++made;
        String path = "/api/v1/deployments/" + id + "/" + verb;
        String[] headers = {"If-Match", "\"" + generation + "\"", "Idempotency-Key", key};
        HttpResponse<String> answer = expectAnswer(api.postJson(path, body, headers));
        if (random.nextInt(4) == 0) {
            expectAnswer(api.postJson(path, body, headers));
        }
        if (answer.statusCode() < 300) {
            wanted.put(id, after);
        }
    }

    private Submission submission() throws IOException {
        String name = "storm-" + ++made;
        JsonNode plan = product.steps().plan(TEAM, "meta/llama-3.1-8b-instruct", 1000);
        return new Submission(name, plan);
    }

    private void take(HttpResponse<String> answer) {
        if (expectAnswer(answer).statusCode() < 300) {
            JsonNode made = JSON.readTree(answer.body());
            wanted.putIfAbsent(made.path("id").asString(), Wish.RUNNING);
            names.add(made.path("name").asString());
        }
    }

    private static HttpResponse<String> expectAnswer(HttpResponse<String> answer) {
        if (!ANSWERS.contains(answer.statusCode())) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    private List<String> differences(RestSteps steps) {
        List<String> differences = new ArrayList<>();
        Map<String, Integer> held = new HashMap<>();
        for (Map.Entry<String, Wish> wish : wanted.entrySet()) {
            JsonNode seen = steps.get("/api/v1/deployments/" + wish.getKey());
            int gpus = seen.path("heldGpus").asInt(-1);
            held.merge(seen.path("plan").path("placement").path("gpuProduct").asString(), gpus, Integer::sum);
            String phase = seen.path("status").path("phase").asString();
            int needed = wish.getValue() == Wish.RUNNING
                    ? seen.path("plan").path("scale").path("quotaGpus").asInt(-1)
                    : 0;
            String settled = switch (wish.getValue()) {
                case RUNNING -> "READY";
                case STOPPED -> "STOPPED";
                case GONE -> "RETIRED";
            };
            if (!phase.equals(settled) || gpus != needed) {
                differences.add("%s is %s and holds %d GPUs instead of %s and %d"
                        .formatted(seen.path("name").asString(), phase, gpus, settled, needed));
            }
        }
        if (names.size() != wanted.size()) {
            differences.add("%d deployments have %d names".formatted(wanted.size(), names.size()));
        }
        for (JsonNode pool : steps.get("/api/v1/teams/" + TEAM + "/quota").path("items")) {
            int expected = held.getOrDefault(pool.path("gpuProduct").asString(), 0);
            if (pool.path("usedGpus").asInt(-1) != expected) {
                differences.add("the quota of %s counts %d GPUs, the deployments hold %d"
                        .formatted(
                                pool.path("gpuProduct").asString(),
                                pool.path("usedGpus").asInt(-1),
                                expected));
            }
        }
        return differences;
    }

    private void faults(String path, @Nullable String body) throws IOException, InterruptedException {
        String cluster = Files.readString(directory.resolve("cluster-url")).strip();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(cluster + "/sandbox/faults" + path));
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(
                    body == null
                            ? request.DELETE().build()
                            : request.header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    /** A submission that can be sent twice; none where nothing could be proposed, as while no GPU is free. */
    private record Submission(String name, JsonNode plan) {
        Optional<HttpResponse<String>> send(Browserless api) {
            return plan.path("proposal").isObject()
                    ? Optional.of(new RestSteps(api).submit(name, plan, "key-" + name))
                    : Optional.empty();
        }
    }
}
