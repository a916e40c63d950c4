package io.sextant.planner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.planner.performance.FittedPriors;
import io.sextant.planner.performance.LoadErrors;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateCommandTest {

    @TempDir
    Path folder;

    @Test
    void judgesEveryProfileWithAndWithoutPoints() throws IOException {
        Path file = SmallSweep.write(folder.resolve("sweep.csv"), "own", 1);
        CommandRun run = CommandRun.of(
                "evaluate",
                "--measurements",
                file.toString(),
                "--points",
                "0,3",
                "--by",
                "source,gpu",
                "--format",
                "csv");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        List<CSVRecord> rows = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(run.out()))
                .getRecords();
        assertThat(rows)
                .extracting(row -> row.get("points") + " " + row.get("chosen_from"))
                .contains("0 none", "3 profile", "3 shape")
                .doesNotContain("0 profile", "1 profile");
        assertThat(rows)
                .extracting(row -> row.get("by") + " " + row.get("group"))
                .contains("all all", "source own", "gpu H100-SXM-80GB", "gpu A100-SXM-80GB");
        double unseen = median(rows, "0", "none", "itl");
        double sameShape = median(rows, "3", "shape", "itl");
        assertThat(sameShape)
                .as("three points of the same shape help")
                .isLessThan(unseen)
                .isLessThan(10);
        assertThat(count(rows, "0", "none", "ttft")).isEqualTo(32);
    }

    @Test
    void judgesAnotherFileByWhatTheFirstTaught() throws IOException {
        Path learnt = SmallSweep.write(folder.resolve("sweep.csv"), "own", 1);
        Path slower = SmallSweep.write(folder.resolve("slower.csv"), "other", 3);
        CommandRun run = CommandRun.of(
                "evaluate",
                "--measurements",
                learnt.toString(),
                "--points",
                "0",
                "--format",
                "csv",
                "--holdout",
                slower.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("source,other").doesNotContain("source,own");
    }

    @Test
    void printsAlignedTables() throws IOException {
        Path file = SmallSweep.write(folder.resolve("sweep.csv"), "own", 1);
        CommandRun run =
                CommandRun.of("evaluate", "--measurements", file.toString(), "--points", "0,1", "--by", "model");
        assertThat(run.out())
                .contains("32 of 32 lines used")
                .contains("0 points: the profile was never measured")
                .contains("1 point of the profile, any lengths")
                .contains("1 point of the same input and output length")
                .contains("in 80 %");
        List<String> table = run.lines().stream()
                .filter(line -> line.startsWith("by ") || line.startsWith("all ") || line.startsWith("model "))
                .limit(3)
                .toList();
        assertThat(table).hasSize(3);
        assertThat(table)
                .extracting(String::length)
                .containsOnly(table.getFirst().length());
    }

    @Test
    void writesWhatItLearntSoThatItCanBeReadAgain() throws IOException {
        Path file = SmallSweep.write(folder.resolve("sweep.csv"), "own", 1);
        Path out = folder.resolve("priors.csv");
        CommandRun run = CommandRun.of("fit", "--measurements", file.toString(), "--out", out.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(FittedPriors.parse(Files.readString(out)).text()).isEqualTo(Files.readString(out));
        assertThat(Files.readString(folder.resolve("intervals.csv"))).startsWith("basis;");
        LoadErrors loadErrors = LoadErrors.parse(Files.readString(folder.resolve("load-errors.csv")));
        assertThat(loadErrors.text()).isEqualTo(Files.readString(folder.resolve("load-errors.csv")));
        assertThat(folder.toFile().list()).as("nothing half written is left").hasSize(4);
        String first = Files.readString(out);
        CommandRun.of("fit", "--measurements", file.toString(), "--out", out.toString());
        assertThat(Files.readString(out)).as("the same again").isEqualTo(first);
    }

    @Test
    void namesTheLinesThatAreWrong() throws IOException {
        Path file = SmallSweep.write(folder.resolve("sweep.csv"), "own", 1);
        List<String> lines = Files.readAllLines(file);
        Files.write(
                file,
                List.of(
                        lines.get(0),
                        lines.get(1),
                        lines.get(2).replace("c=2", "c=two"),
                        lines.get(3).replace(",false,", ",maybe,")));
        CommandRun run = CommandRun.of(
                "fit",
                "--measurements",
                file.toString(),
                "--out",
                folder.resolve("p").toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("sweep.csv line 3: concurrency_or_rate").contains("sweep.csv line 4: per_gpu");
        assertThat(folder.resolve("p")).doesNotExist();
    }

    @Test
    void saysWhyLinesAreLeftOut() throws IOException {
        Path file = SmallSweep.write(folder.resolve("sweep.csv"), "own", 1);
        List<String> lines = Files.readAllLines(file);
        String first = lines.get(1);
        Files.write(
                file,
                List.of(
                        lines.getFirst(),
                        first.replace("Llama-3.1-8B", "Unheard-of"),
                        first.replace("avg", "p99"),
                        first.replace("Llama-3.1-8B", "Llama-3.3-70B")));
        CommandRun run = CommandRun.of("evaluate", "--measurements", file.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("0 of 3 lines used")
                .contains("the weights are larger than the memory of the GPUs named")
                .contains("left out 1: no model is named 'Unheard-of'")
                .contains("a percentile, not a mean");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    evaluate                                          | --measurements
                    evaluate --measurements none.csv                  | there is no file none.csv
                    evaluate --measurements SWEEP --points 1,x        | --points
                    evaluate --measurements SWEEP --points -1         | --points must be 0 to 100
                    evaluate --measurements SWEEP --by colour         | colour
                    evaluate --measurements SWEEP --holdout none.csv  | there is no file none.csv
                    fit --measurements SWEEP                          | --out
                    fit --measurements SWEEP --out /no/such/place/p   | cannot be written
                    """)
    void refusesBadInput(String line, String complaint) throws IOException {
        Path file = SmallSweep.write(folder.resolve("sweep.csv"), "own", 1);
        CommandRun run =
                CommandRun.of(line.trim().replace("SWEEP", file.toString()).split(" +"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: ").contains(complaint);
    }

    private static double median(List<CSVRecord> rows, String points, String chosen, String metric) {
        return Double.parseDouble(row(rows, points, chosen, metric).get("median_ape_percent"));
    }

    private static int count(List<CSVRecord> rows, String points, String chosen, String metric) {
        return Integer.parseInt(row(rows, points, chosen, metric).get("count"));
    }

    private static CSVRecord row(List<CSVRecord> rows, String points, String chosen, String metric) {
        return rows.stream()
                .filter(row -> row.get("points").equals(points)
                        && row.get("chosen_from").equals(chosen)
                        && row.get("metric").equals(metric)
                        && row.get("by").equals("all"))
                .findFirst()
                .orElseThrow();
    }
}
