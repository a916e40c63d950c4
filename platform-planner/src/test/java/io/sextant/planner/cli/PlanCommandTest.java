package io.sextant.planner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlanCommandTest {

    private static final String[] REACHABLE = {"--rate", "10", "--ttft", "2000", "--itl", "50", "--percentile", "p95"};

    @Test
    void printsTheFrontierAsAnAlignedTable() {
        CommandRun run = CommandRun.chat(REACHABLE);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("10 requests/s at the peak; TTFT <= 2 s, ITL <= 50 ms at p95.")
                .contains("80 % interval")
                .contains("Provenance: ");
        List<String> table = run.lines().stream()
                .filter(line -> line.contains("replicas x GPUs") || line.matches(".* \\d+ x [1248] x .*"))
                .toList();
        assertThat(table).hasSizeGreaterThan(3);
        int column = table.getFirst().indexOf("profile");
        assertThat(table.subList(1, table.size()))
                .allMatch(line -> line.charAt(column - 1) == ' ')
                .allMatch(line -> line.startsWith("-tp", line.indexOf('-', column)));
        assertThat(table.get(1)).startsWith("cheapest");
        assertThat(table.getLast()).contains("fastest");
    }

    @Test
    void writesJsonWithUnitsInTheNames() {
        JsonNode plan = json(CommandRun.chat("--rate", "10", "--ttft", "2000", "--format", "json"));
        assertThat(plan.at("/outcome").asString()).isEqualTo("recommended");
        assertThat(plan.at("/request/ttftMs").asDouble()).isEqualTo(2000);
        assertThat(plan.at("/request/itlMs").isMissingNode()).isTrue();
        JsonNode first = plan.at("/frontier/0");
        assertThat(first.at("/roles/0").asString()).isEqualTo("cheapest");
        assertThat(first.at("/ttftMs/high").asDouble()).isLessThanOrEqualTo(2000);
        assertThat(first.at("/ttftMs/low").asDouble())
                .isLessThan(first.at("/ttftMs/value").asDouble());
        assertThat(first.at("/gpus").asInt())
                .isEqualTo(first.at("/replicas").asInt()
                        * first.at("/gpusPerReplica").asInt());
        assertThat(first.at("/costPerMonthUsd").asDouble())
                .isCloseTo(730 * first.at("/costPerHourUsd").asDouble(), Percentage.withPercentage(0.01));
        assertThat(first.at("/origin/kind").asString()).isNotEmpty();
        assertThat(plan.at("/candidates").isMissingNode()).isTrue();
    }

    @Test
    void listsEveryCandidateAndReasonWhenAskedTo() {
        JsonNode plan = json(CommandRun.chat(
                "--rate",
                "10",
                "--ttft",
                "300",
                "--gpu",
                "H100-SXM-80GB",
                "--gpu",
                "L40S",
                "--all",
                "--format",
                "json"));
        assertThat(plan.at("/candidates").size())
                .isGreaterThan(plan.at("/frontier").size());
        assertThat(plan.at("/rejected").toString()).contains("Weights take");
        CommandRun text = CommandRun.chat("--rate", "10", "--ttft", "300", "--gpu", "L40S", "--all");
        assertThat(text.out()).contains("Cannot run:").contains("L40S/bf16-tp1: Weights take");
    }

    @Test
    void looksOnlyAtTheGpusAndPrecisionsNamed() {
        JsonNode plan = json(CommandRun.chat(
                "--rate",
                "5",
                "--ttft",
                "3000",
                "--gpu",
                "h100-sxm-80gb",
                "--precision",
                "fp8",
                "--tp",
                "2,4",
                "--all",
                "--format",
                "json"));
        assertThat(StreamSupport.stream(plan.at("/candidates").spliterator(), false))
                .isNotEmpty()
                .allMatch(candidate -> candidate.at("/gpu").asString().equals("H100-SXM-80GB"))
                .allMatch(candidate -> candidate.at("/profile").asString().matches("fp8-tp[24]"));
    }

    @Test
    void usesTheLastNamedSourceOfAPrice(@TempDir Path folder) throws IOException {
        Path prices = Files.writeString(folder.resolve("prices.csv"), """
                gpu,usd_per_gpu_hour
                H100-SXM-80GB,9
                H100-SXM-80GB,5
                H100-SXM-80GB,7
                """);
        String[] base = {"--rate", "1", "--ttft", "3000", "--gpu", "H100-SXM-80GB", "--format", "json"};
        assertThat(price(CommandRun.chat(with(base, "--prices", prices.toString()))))
                .isEqualTo(7);
        assertThat(price(CommandRun.chat(with(base, "--prices", prices.toString(), "--price", "H100-SXM-80GB=2.5"))))
                .isEqualTo(2.5);
        assertThat(price(CommandRun.chat(with(base, "--market", "hyperscaler"))))
                .isGreaterThan(5);
    }

    @Test
    void plansABatchForItsDeadline() {
        CommandRun run = CommandRun.chat("--offline", "--requests", "1000000", "--deadline", "8h");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("1,000,000 requests within 8 hours; no latency targets.");
    }

    @Test
    void sizesOverTheDay() {
        String[] day = {"--rate", "200", "--ttft", "2000", "--gpu", "H100-SXM-80GB", "--format", "json"};
        JsonNode flat = json(CommandRun.chat(day)).at("/frontier/0");
        JsonNode swinging =
                json(CommandRun.chat(with(day, "--day-amplitude", "0.6"))).at("/frontier/0");
        assertThat(swinging.at("/autoscalingMinReplicas").asInt())
                .isLessThan(flat.at("/autoscalingMinReplicas").asInt());
        assertThat(swinging.at("/autoscaledCostPerMonthUsd").asDouble())
                .isLessThan(swinging.at("/costPerMonthUsd").asDouble());
        assertThat(CommandRun.chat(REACHABLE).out())
                .contains("Autoscaling of the cheapest")
                .contains("at the peak");
    }

    @Test
    void answersAnUnreachableSlaWithWhatWouldHelp() {
        CommandRun run = CommandRun.chat("--rate", "10", "--ttft", "1");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("TTFT binds")
                .contains("The best that any candidate does on each target:")
                .contains("Each of these alone makes it reachable:");
        JsonNode json = json(CommandRun.chat("--rate", "10", "--ttft", "1", "--format", "json"));
        assertThat(json.at("/unreachable/bindingTerm").asString()).isEqualTo("TTFT");
        assertThat(json.at("/unreachable/changes").size()).isPositive();
    }

    @Test
    void saysWhyNothingRuns() {
        CommandRun run = CommandRun.of(
                "plan", "--model", "Llama-3-8B", "--isl", "100000", "--osl", "300", "--rate", "1", "--ttft", "1000");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("100,300 tokens, more than the model's context of 8,192");
        assertThat(CommandRun.chat("--rate", "1", "--ttft", "1000", "--tp", "3").out())
                .contains("cannot be split evenly over 3 GPUs");
        assertThat(CommandRun.chat("--rate", "1", "--ttft", "1000", "--gpu", "A100-SXM-80GB", "--precision", "fp8")
                        .out())
                .contains("A100-SXM-80GB has no fp8 units");
    }

    @Test
    void holdsToTheGpusThereAre() {
        CommandRun run = CommandRun.chat("--rate", "50", "--ttft", "1000", "--gpu", "H100-SXM-80GB", "--max-gpus", "4");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("but it cannot start now");
    }

    @Test
    void leavesOutGpusWithoutAPriceAndSaysSo() {
        assertThat(CommandRun.chat(REACHABLE).out())
                .contains("Left out for want of a price")
                .contains("A30");
        assertThat(CommandRun.chat("--rate", "1", "--ttft", "1000", "--gpu", "GB300")
                        .err())
                .contains("there is no price for GB300-NVL72-279GB")
                .contains("--price GB300-NVL72-279GB=USD");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    --rate 0 --ttft 300                              | peak request rate must be a number above 0
                    --rate NaN --ttft 300                            | peak request rate must be a number above 0
                    --rate ten --ttft 300                            | --rate
                    --rate 10                                        | an SLA without a target
                    --rate 10 --ttft -5                              | TTFT target must be a number above 0
                    --ttft 300                                       | the load must be given once
                    --rate 10 --users 5 --ttft 300                   | the load must be given once
                    --rate 10 --ttft 300 --percentile p42            | none of p50, p90, p95 and p99
                    --rate 10 --ttft 300 --precision int3            | unknown precision 'int3'
                    --rate 10 --ttft 300 --gpu H100                  | no GPU is named 'H100'
                    --rate 10 --ttft 300 --gpu H100                  | Nearest: H100
                    --rate 10 --ttft 300 --price H100-SXM-80GB=cheap | 'cheap'
                    --rate 10 --ttft 300 --price H100-SXM-80GB=-1    | a price must be 0 or more
                    --rate 10 --ttft 300 --market bazaar             | no market is named 'bazaar'
                    --rate 10 --ttft 300 --prefix-share 1            | below 1
                    --rate 10 --ttft 300 --tp 0                      | tensor parallelism must be at least 1
                    --rate 10 --ttft 300 --deadline 8h               | describe a batch
                    --offline --requests 10                          | the size of the batch
                    --offline --requests 10 --deadline soon          | not a duration
                    --offline --tokens-per-hour 10 --ttft 300        | latency targets do not bind a batch
                    --rate 10 --ttft 300 --models missing.csv        | there is no file missing.csv
                    --rate 10 --ttft 300 --colour red                | Unknown option
                    """)
    void refusesBadInputWithARemedy(String options, String complaint) {
        CommandRun run = CommandRun.chat(options.trim().split(" +"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error: ").contains(complaint);
        assertThat(run.err().lines().count()).as("message and remedy").isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"--isl 0, mean length", "--isl NaN, mean length", "--isl -3, mean length", "--isl many, --isl"})
    void refusesLengthsThatAreNone(String isl, String complaint) {
        CommandRun run = CommandRun.of(("plan --model Llama-3-8B --osl 10 --rate 1 --ttft 100 " + isl).split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(complaint);
    }

    @Test
    void namesTheNearestModels() {
        CommandRun run = CommandRun.of(
                "plan", "--model", "llama-3.3-70", "--isl", "1", "--osl", "1", "--rate", "1", "--ttft", "9");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("no model is named").contains("meta-llama/Llama-3.3-70B-Instruct");
    }

    @Test
    void readsModelsAndGpusOfFiles(@TempDir Path folder) throws IOException {
        Path models = Files.writeString(folder.resolve("models.csv"), """
                model_id,total_params_b,active_params_b,layers,kv_layers,hidden,attn_heads,kv_heads,head_dim,vocab,max_context,attention,kv_bytes_per_token_16bit,moe_experts,moe_topk,tied_embeddings
                own/tiny,1,1,16,16,2048,32,8,64,128256,4096,GQA,32768,,,yes
                """);
        Path gpus = Files.writeString(folder.resolve("gpus.csv"), """
                name,product_label,memory_gib,memory_bandwidth_gb_s,tflops_bf16,tflops_fp8,tflops_fp4,allreduce_gb_s,max_gpus_per_node,price_usd_per_hour
                X1,Maker-X1,100,4000,1000,,,400,8,1.5
                """);
        CommandRun run = CommandRun.of(
                "plan",
                "--model",
                "own/tiny",
                "--isl",
                "100",
                "--osl",
                "100",
                "--rate",
                "1",
                "--ttft",
                "1000",
                "--models",
                models.toString(),
                "--gpus",
                gpus.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("x X1").contains("X1: 1.5 USD per GPU hour");
    }

    @Test
    void letsMeasuredPointsSharpenTheirProfile(@TempDir Path folder) throws IOException {
        Path sweep = SmallSweep.write(folder.resolve("sweep.csv"), "own lab", 1);
        String[] question = {
            "plan",
            "--model",
            "Llama-3.1-8B",
            "--isl",
            "2000",
            "--osl",
            "200",
            "--rate",
            "5",
            "--ttft",
            "5000",
            "--gpu",
            "H100-SXM-80GB",
            "--precision",
            "bf16",
            "--tp",
            "1,2",
            "--all",
            "--format",
            "json"
        };
        JsonNode expected = json(CommandRun.of(question));
        CommandRun run = CommandRun.of(with(question, "--measurements", sweep.toString()));
        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("sweep.csv: 32 points of 2 profiles used.");
        JsonNode sharpened = JsonMapper.shared().readTree(run.out());
        JsonNode measured = candidate(sharpened, "H100-SXM-80GB/bf16-tp1/c16");
        assertThat(measured.at("/origin/kind").asString()).isEqualTo("measured");
        assertThat(measured.at("/origin/source").asString()).contains("own lab");
        assertThat(candidate(sharpened, "H100-SXM-80GB/bf16-tp1/c12")
                        .at("/origin/kind")
                        .asString())
                .isEqualTo("calibrated");
        assertThat(candidate(sharpened, "H100-SXM-80GB/bf16-tp2/c16").at("/ttftMs"))
                .as("a profile that was not measured")
                .isEqualTo(candidate(expected, "H100-SXM-80GB/bf16-tp2/c16").at("/ttftMs"));
        assertThat(measured.at("/origin/measuredPoints").asInt()).isEqualTo(16);
        double throughput =
                measured.at("/outputTokensPerSecondPerReplica/value").asDouble();
        assertThat(throughput)
                .isCloseTo(
                        16_000 * 200 / (58 * (1 + 16 / 6.0) + 199 * (7 + 16 * (0.05 + 2 / 30.0))),
                        Percentage.withPercentage(10));
    }

    @Test
    void saysWhichMeasuredPointsContradictThemselves(@TempDir Path folder) throws IOException {
        Path sweep = SmallSweep.write(folder.resolve("sweep.csv"), "own", 1);
        List<String> lines = new ArrayList<>(Files.readAllLines(sweep));
        lines.set(3, lines.get(3).replace("c=4,", "c=64,"));
        lines.set(5, lines.get(5).replace(",2026-11,", ",,"));
        Files.write(sweep, lines);
        CommandRun run = CommandRun.of(
                "plan",
                "--model",
                "Llama-3.1-8B",
                "--isl",
                "200",
                "--osl",
                "200",
                "--rate",
                "5",
                "--ttft",
                "5000",
                "--measurements",
                sweep.toString());
        assertThat(run.code()).isZero();
        assertThat(run.err())
                .contains("30 points of 2 profiles used")
                .contains("line 4 is not used: Little's law does not hold")
                .contains("line 6 is not used: it needs its date");
    }

    @Test
    void plansWithFactorsThatFitWrote(@TempDir Path folder) throws IOException {
        Path sweep = SmallSweep.write(folder.resolve("sweep.csv"), "own", 4);
        Path priors = folder.resolve("priors.csv");
        CommandRun.of("fit", "--measurements", sweep.toString(), "--out", priors.toString());
        String[] question = {
            "plan",
            "--model",
            "Llama-3.1-8B",
            "--isl",
            "200",
            "--osl",
            "200",
            "--rate",
            "5",
            "--ttft",
            "50000",
            "--gpu",
            "H100-SXM-80GB",
            "--precision",
            "bf16",
            "--tp",
            "1",
            "--all",
            "--format",
            "json"
        };
        JsonNode slow = json(CommandRun.of(with(
                question,
                "--priors",
                priors.toString(),
                "--load-errors",
                folder.resolve("load-errors.csv").toString(),
                "--intervals",
                folder.resolve("intervals.csv").toString())));
        String id = "H100-SXM-80GB/bf16-tp1/c8";
        assertThat(candidate(slow, id).at("/itlMs/value").asDouble())
                .isGreaterThan(1.5
                        * candidate(json(CommandRun.of(question)), id)
                                .at("/itlMs/value")
                                .asDouble());
        assertThat(CommandRun.of(with(question, "--priors", priors.toString())).err())
                .contains("belong together");
        assertThat(CommandRun.of(with(
                                question,
                                "--priors",
                                sweep.toString(),
                                "--load-errors",
                                sweep.toString(),
                                "--intervals",
                                sweep.toString()))
                        .code())
                .isEqualTo(2);
    }

    @Test
    void showsHelpAndVersion() {
        assertThat(CommandRun.of("--help").out()).contains("plan").contains("Exit codes");
        assertThat(CommandRun.of("plan", "--help").out()).contains("--ttft").contains("--offline");
        assertThat(CommandRun.of("--version").out()).startsWith("sextant-planner");
        assertThat(CommandRun.of().code()).isEqualTo(2);
        assertThat(CommandRun.of("plam").code()).isEqualTo(2);
    }

    private static String[] with(String[] base, String... more) {
        return Stream.concat(Arrays.stream(base), Arrays.stream(more)).toArray(String[]::new);
    }

    private static JsonNode candidate(JsonNode plan, String id) {
        return StreamSupport.stream(plan.at("/candidates").spliterator(), false)
                .filter(candidate -> candidate.at("/id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static double price(CommandRun run) {
        return json(run).at("/prices/0/usdPerGpuHour").asDouble();
    }

    private static JsonNode json(CommandRun run) {
        assertThat(run.err()).isEmpty();
        return JsonMapper.shared().readTree(run.out());
    }
}
