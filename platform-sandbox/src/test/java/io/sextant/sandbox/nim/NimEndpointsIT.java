package io.sextant.sandbox.nim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NimEndpointsIT {
    private static final String SERVICE = "team/chat";
    private static final String MODEL = "meta/llama-3.1-8b-instruct";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final NimEndpoints endpoints = new NimEndpoints(1);
    private final HttpClient http = HttpClient.newHttpClient();

    private static NimReplica replica(String id, MetricFamily family, StepTimes times, int sequences) {
        ServedModel model = new ServedModel(MODEL, "ab".repeat(32), "2.0.10", 1000, family, Instant.EPOCH);
        return new NimReplica(id, model, times, new EngineLimits(sequences, 10_000, 0, 0));
    }

    @BeforeEach
    void open() {
        endpoints.serve(SERVICE, List.of(replica("a", MetricFamily.VLLM, new FixedTimes(1, 1), 8)));
    }

    @AfterEach
    void close() {
        http.shutdownNow();
        endpoints.close();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + endpoints.port(SERVICE).orElseThrow() + path);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return http.send(request(path, body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(at(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String chat(String more) {
        return "{\"model\": \"" + MODEL + "\", \"messages\": [{\"role\": \"user\", \"content\": \"one two three\"}]"
                + more + "}";
    }

    private static List<String> data(String events) {
        return Stream.of(events.split("\n\n", -1))
                .filter(event -> !event.isEmpty())
                .map(event -> event.substring("data: ".length()))
                .toList();
    }

    @Test
    void streamsARoleThenWordsThenTheReasonThenUsage() throws Exception {
        HttpResponse<String> response = post(
                "/v1/chat/completions",
                chat(", \"stream\": true, \"max_tokens\": 3, \"stream_options\": {\"include_usage\": true}"));

        assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        List<String> data = data(response.body());
        assertThat(data).last().isEqualTo("[DONE]");
        List<JsonNode> chunks = new ArrayList<>();
        data.subList(0, data.size() - 1).forEach(chunk -> chunks.add(JSON.readTree(chunk)));
        assertThat(chunks).hasSize(1 + 3 + 1 + 1);
        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(chunk.path("object").asString()).isEqualTo("chat.completion.chunk");
            assertThat(chunk.path("model").asString()).isEqualTo(MODEL);
            assertThat(chunk.path("id")).isEqualTo(chunks.getFirst().path("id"));
        });
        assertThat(chunks.getFirst().at("/choices/0/delta/role").asString()).isEqualTo("assistant");
        assertThat(chunks.subList(1, 4))
                .extracting(chunk -> chunk.at("/choices/0/delta/content").asString())
                .containsExactly("This", " answer", " comes");
        assertThat(chunks.get(4).at("/choices/0/finish_reason").asString()).isEqualTo("length");
        assertThat(chunks.get(5).path("choices").isEmpty()).isTrue();
        assertThat(chunks.get(5).at("/usage/completion_tokens").asInt()).isEqualTo(3);
        assertThat(chunks.get(5).at("/usage/prompt_tokens").asInt()).isEqualTo(10);
    }

    @Test
    void answersInOnePieceWithUsage() throws Exception {
        JsonNode answer =
                JSON.readTree(post("/v1/completions", "{\"model\": \"" + MODEL + "\", \"prompt\": [1, 2, 3, 4]}")
                        .body());

        assertThat(answer.path("object").asString()).isEqualTo("text_completion");
        assertThat(answer.at("/choices/0/text").asString()).contains("Sextant sandbox", "no model ran");
        assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'ignore_eos': true, 'max_tokens': 400 | 400 | length",
                "'min_tokens': 300, 'max_completion_tokens': 900 | 300 | stop",
                "'stop': [' model'] | 9 | stop",
            })
    void makesAsManyTokensAsAsked(String options, int tokens, String reason) throws Exception {
        JsonNode answer = JSON.readTree(post("/v1/chat/completions", chat(", " + options.replace('\'', '"')))
                .body());

        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(tokens);
        assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo(reason);
    }

    @Test
    void repeatsAnAnswerForTheSameSeed() throws Exception {
        String once = content(post("/v1/chat/completions", chat(", \"seed\": 11")));
        String again = content(post("/v1/chat/completions", chat(", \"seed\": 11")));
        String other = content(post("/v1/chat/completions", chat(", \"seed\": 12")));

        assertThat(again).isEqualTo(once).isNotEqualTo(other);
    }

    private static String content(HttpResponse<String> response) {
        return JSON.readTree(response.body()).at("/choices/0/message/content").asString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/chat/completions | { | 400 | not valid JSON",
                "/v1/chat/completions | [] | 400 | must be a JSON object",
                "/v1/chat/completions | {'messages': []} | 400 | model is required",
                "/v1/chat/completions | {'model': 'gpt-4', 'messages': []} | 404 | `gpt-4` does not exist",
                "/v1/chat/completions | {'model': 'M', 'messages': []} | 400 | at least one message",
                "/v1/chat/completions | {'model': 'M', 'messages': [{'content': 'x'}]} | 400 | a role",
                "/v1/completions | {'model': 'M'} | 400 | prompt must be",
                "/v1/completions | {'model': 'M', 'prompt': 'x', 'n': 2} | 400 | n must be 1",
                "/v1/completions | {'model': 'M', 'prompt': 'x', 'max_tokens': 0} | 400 | max_tokens must be",
                "/v1/completions | {'model': 'M', 'prompt': 'x', 'stream': 'yes'} | 400 | stream must be true or false",
                "/v1/completions | {'model': 'M', 'prompt': 'x', 'max_tokens': 1000} | 400 | maximum context length is 1000",
                "/v1/nothing | {} | 404 | nothing at /v1/nothing",
                "/v1/models | {} | 405 | use GET",
            })
    void refusesWithAnOpenAiErrorObject(String path, String body, int status, String message) throws Exception {
        HttpResponse<String> response = post(path, body.replace('\'', '"').replace("\"M\"", "\"" + MODEL + "\""));

        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode error = JSON.readTree(response.body()).path("error");
        assertThat(error.path("message").asString()).contains(message);
        assertThat(error.path("type").asString()).isNotBlank();
        assertThat(error.path("code").asInt()).isEqualTo(status);
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(at("/v1/completions"))
                        .expectContinue(true)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[BodyLimit.MOST_BYTES + 1]))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("larger than 8 MiB");
    }

    @Test
    void describesItself() throws Exception {
        assertThat(get("/v1/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/v1/health/ready").statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(get("/v1/models").body()).at("/data/0/id").asString())
                .isEqualTo(MODEL);
        assertThat(get("/v1/metadata").body()).contains("\"selectedModelProfileId\":\"" + "ab".repeat(32));
        assertThat(get("/v1/version").body()).contains("2.0.10");
    }

    @Test
    void publishesTheMetricsOfItsFamilyOncePerReplica() throws Exception {
        endpoints.serve(
                SERVICE,
                List.of(
                        replica("a", MetricFamily.VLLM, new FixedTimes(1, 1), 8),
                        replica("b", MetricFamily.VLLM, new FixedTimes(1, 1), 8)));
        post("/v1/chat/completions", chat(", \"max_tokens\": 5"));

        String metrics = get("/v1/metrics").body();

        assertThat(metrics)
                .containsOnlyOnce("# TYPE vllm:num_requests_running gauge")
                .contains("vllm:kv_cache_usage_perc{engine=\"1\",model_name=\"" + MODEL + "\"} 0")
                .contains("vllm:generation_tokens_total{engine=\"0\",model_name=\"" + MODEL + "\"} 5")
                .contains("vllm:time_to_first_token_seconds_count{engine=\"0\",model_name=\"" + MODEL + "\"} 1")
                .contains("vllm:inter_token_latency_seconds_count{engine=\"0\",model_name=\"" + MODEL + "\"} 4")
                .contains("finished_reason=\"length\"} 1");

        endpoints.serve(SERVICE, List.of(replica("c", MetricFamily.NIM_1, new FixedTimes(1, 1), 8)));

        assertThat(get("/v1/metrics").body())
                .contains("gpu_cache_usage_perc{", "time_per_output_token_seconds_sum{")
                .doesNotContain("vllm:");
    }

    @Test
    void freesTheSlotOfAClientThatWentAway() throws Exception {
        endpoints.serve(SERVICE, List.of(replica("slow", MetricFamily.VLLM, new FixedTimes(1, 50), 1)));
        HttpResponse<InputStream> endless = http.send(
                request("/v1/chat/completions", chat(", \"stream\": true, \"ignore_eos\": true, \"max_tokens\": 900")),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(endless.body().read()).isPositive();
        assertThat(get("/v1/metrics").body())
                .contains("num_requests_running{engine=\"1\",model_name=\"" + MODEL + "\"} 1");

        endless.body().close();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(get("/v1/metrics").body())
                        .contains("num_requests_running{engine=\"1\",model_name=\"" + MODEL + "\"} 0")
                        .contains("finished_reason=\"abort\"} 1"));
    }

    @Test
    void closesTheAddressWithTheLastReplica() {
        assertThat(endpoints.services()).containsExactly(SERVICE);

        endpoints.serve(SERVICE, List.of());

        assertThat(endpoints.port(SERVICE)).isEmpty();
    }
}
