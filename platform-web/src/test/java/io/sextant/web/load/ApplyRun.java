package io.sextant.web.load;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.sextant.web.SextantApplication;
import io.sextant.web.sandbox.ClusterAddress;
import io.sextant.web.testing.Browserless;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Starts the whole product, submits deployments at a constant rate and measures from the answer to the submission, which
 * follows its commit in Postgres, to the first of its objects on the cluster:
 * {@code mvn -Pload-run -Dload.main=load.ApplyRun -pl platform-web -am process-test-classes}. Properties: {@code load.rate},
 * {@code load.seconds}, {@code load.warm-up} (seconds), {@code load.p99-ms} (fails above it), {@code load.time-factor} (how much
 * faster than real the cluster's engines start; at 1 a cluster is as busy with starts as a real one).
 */
public final class ApplyRun {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TEAM = "support-chatbot";
    private static final String PLAN = """
            {"team": "%s", "model": "meta/llama-3.1-8b-instruct",
             "workload": {"inputTokens": 512, "outputTokens": 256},
             "demand": {"kind": "requestRate", "peakRequestsPerSecond": 2},
             "sla": {"kind": "targets", "percentile": "P95", "ttftMs": 1000, "itlMs": 50}}
            """.formatted(TEAM);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int GPUS = 100_000;
    private static final String NODES = "400";

    private final double rate = Double.parseDouble(System.getProperty("load.rate", "10"));
    private final int seconds = Integer.getInteger("load.seconds", 60);
    private final int warmUp = Integer.getInteger("load.warm-up", 30);
    private final Map<String, CompletableFuture<Long>> applied = new ConcurrentHashMap<>();
    private final ConcurrentHistogram micros = new ConcurrentHistogram(3);
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    private ApplyRun() {}

    public static void main(String[] args) throws IOException {
        Path directory = Files.createTempDirectory("sextant-apply");
        try (ConfigurableApplicationContext product = SpringApplication.run(
                SextantApplication.class,
                "--server.port=0",
                "--sextant.data-dir=" + directory,
                "--sextant.sandbox.nodes=" + NODES,
                "--sextant.sandbox.time-factor=" + System.getProperty("load.time-factor", "1"))) {
            System.exit(new ApplyRun().run(product, directory) ? 0 : 1);
        }
    }

    private boolean run(ConfigurableApplicationContext product, Path directory) throws IOException {
        product.getBean(JdbcClient.class)
                .sql("update quota_balance set guaranteed_gpus = :gpus, burst_limit_gpus = :gpus, overcommitted = true")
                .param("gpus", GPUS)
                .update();
        URI url = URI.create(
                "http://127.0.0.1:" + product.getBean(Environment.class).getProperty("local.server.port"));
        Browserless api = Browserless.withToken(
                url, Files.readString(directory.resolve("demo-token")).strip());
        try (KubernetesClient client =
                client(product.getBean(ClusterAddress.class).clusterUrl())) {
            watch(client);
            Question question = Question.ask(api);
            submitAtRate(api, question, "warm", (int) (warmUp * rate));
            micros.reset();
            failures.clear();
            submitAtRate(api, question, "apply", (int) (seconds * rate));
        }
        double p99 = micros.getValueAtPercentile(99) / 1000.0;
        double limit = Double.parseDouble(System.getProperty("load.p99-ms", "1000"));
        System.out.printf(
                "%d deployments at %.1f a second: commit to first apply p50 %.0f ms, p95 %.0f ms, p99 %.0f ms, max %.0f"
                        + " ms; failures %s%n",
                micros.getTotalCount(),
                rate,
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(95) / 1000.0,
                p99,
                micros.getMaxValue() / 1000.0,
                failures);
        boolean held = failures.isEmpty() && p99 <= limit;
        System.out.printf("p99 at most %.0f ms and no failure: %s%n", limit, held ? "held" : "MISSED");
        return held;
    }

    private void submitAtRate(Browserless api, Question question, String name, int count) {
        long start = System.nanoTime();
        CompletableFuture<?>[] all = new CompletableFuture<?>[count];
        for (int i = 0; i < count; i++) {
            long due = start + (long) (i * 1e9 / rate);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            String deployment = name + "-" + i;
            all[i] = CompletableFuture.runAsync(() -> submit(api, question.named(deployment), deployment), executor)
                    .handle((_, failure) -> {
                        if (failure != null) {
                            failures.merge(kind(failure), 1, Integer::sum);
                        }
                        return null;
                    });
        }
        CompletableFuture.allOf(all).join();
        System.out.printf("%s: %d submitted in %.1f s%n", name, count, (System.nanoTime() - start) / 1e9);
    }

    private void submit(Browserless api, String request, String key) {
        var answer = api.postJson("/api/v1/deployments", request, "Idempotency-Key", key);
        long committedAt = System.nanoTime();
        String id = JSON.readTree(answer.body()).path("id").asString("");
        if (id.isEmpty()) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        long appliedAt =
                first(id).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        micros.recordValue(Math.max(1, (appliedAt - committedAt) / 1000));
    }

    /** Without what differs from one failure to the next of its kind. */
    private static String kind(Throwable failure) {
        return String.valueOf(failure.getCause()).replaceAll("\"traceId\":\"[^\"]*\"", "");
    }

    private CompletableFuture<Long> first(String id) {
        return applied.computeIfAbsent(id, _ -> new CompletableFuture<>());
    }

    private static KubernetesClient client(String url) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty()).withMasterUrl(url).build())
                .build();
    }

    /** Whichever comes first: weights may be there already, and the address waits for nothing. */
    private void watch(KubernetesClient client) {
        for (String kind : new String[] {"NIMCache", "NIMService"}) {
            var _ = client.genericKubernetesResources("apps.nvidia.com/v1alpha1", kind)
                    .inAnyNamespace()
                    .watch(new FirstSight<>());
        }
        var _ = client.services().inAnyNamespace().watch(new FirstSight<>());
    }

    /** A plan that is accepted again and again; every submission is planned anew by the platform. */
    private record Question(ObjectNode plan, String digest) {
        static Question ask(Browserless api) {
            JsonNode answer = JSON.readTree(api.postJson("/api/v1/plans", PLAN).body());
            JsonNode proposal = answer.path("proposal");
            ObjectNode plan = ((ObjectNode) answer.path("request")).deepCopy();
            plan.put("candidate", proposal.path("candidate").asString());
            return new Question(plan, proposal.path("digest").asString());
        }

        String named(String name) {
            ObjectNode request = JSON.createObjectNode();
            request.put("name", name);
            request.put("digest", digest);
            request.set("plan", plan);
            return request.toString();
        }
    }

    private final class FirstSight<T extends HasMetadata> implements Watcher<T> {
        @Override
        public void eventReceived(Action action, T object) {
            long now = System.nanoTime();
            Map<String, String> labels =
                    Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
            String id = labels.get("sextant.io/deployment");
            if (id != null) {
                var _ = first(id).complete(now);
            }
        }

        @Override
        public void onClose(@Nullable WatcherException cause) {
            if (cause != null) {
                failures.merge("watch: " + cause.getMessage(), 1, Integer::sum);
            }
        }
    }
}
