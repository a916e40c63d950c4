package io.sextant.api.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.catalog.Catalogs;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileReadingTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
    private static final FileReading READING = new FileReading(Catalogs.shipped(), new FigureChecks());

    private static FileReading.Outcome read(String csv) {
        return READING.read(csv, TODAY);
    }

    @Test
    void takesARowThatIsRight() {
        FileReading.Outcome outcome = read(MeasurementFiles.file(MeasurementFiles.right("sweep")));
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.good().values()).singleElement().satisfies(row -> {
            assertThat(row.modelId()).isEqualTo("meta-llama/Meta-Llama-3-8B-Instruct");
            assertThat(row.gpu().name()).isEqualTo("A100-SXM-80GB");
            assertThat(row.date().firstDay()).isEqualTo(LocalDate.of(2024, 6, 1));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            model               | Martian-9B   | unknown-model
            gpu                 | H900         | unknown-gpu
            precision           | int4         | unknown-precision
            precision           |              | missing
            precision           | fp8          | unsupported-precision
            tp                  | P4/D8        | disaggregated
            tp                  |              | missing
            tp                  | 3            | contradiction
            pp                  | 0            | out-of-range
            gpu_count           | 8            | contradiction
            date                | last summer  | malformed
            date                | 2031         | future
            isl                 | 0            | out-of-range
            isl                 | NaN          | unreadable
            isl                 | 9000         | beyond-context
            osl                 |              | missing
            concurrency_or_rate | c=           | missing
            concurrency_or_rate | lots         | unreadable
            ttft_ms             | -40          | negative-latency
            itl_ms              | 0.00872      | wrong-unit
            itl_ms              | 872000       | wrong-unit
            e2e_ms              | 12           | contradiction
            requests_per_s      | 5.712        | littles-law
            per_gpu             | maybe        | unreadable
            percentile          | p80          | unreadable
            output_tokens_per_s | -1           | negative-rate
            """)
    void namesLineColumnAndReasonOfABadRow(String column, String value, String code) {
        String csv = MeasurementFiles.file(
                MeasurementFiles.right("good"), MeasurementFiles.right("bad", column, value == null ? "" : value));
        FileReading.Outcome outcome = read(csv);
        assertThat(outcome.good()).hasSize(1);
        assertThat(outcome.problems())
                .isNotEmpty()
                .allMatch(problem -> problem.line() == 3)
                .extracting(RowProblem::code)
                .contains(code);
    }

    @Test
    void toleratesTheRampOfAClosedLoop() {
        Map<String, String> ramped = MeasurementFiles.right("ramp", "requests_per_s", "0.5");
        assertThat(read(MeasurementFiles.file(ramped)).problems()).isEmpty();
    }

    @Test
    void asksLittlesLawOfTheWholeReplica() {
        Map<String, String> perGpu = MeasurementFiles.right("per gpu", "per_gpu", "true");
        assertThat(read(MeasurementFiles.file(perGpu)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("10 in flight, not 5"));
    }

    @Test
    void leavesTailsAndOpenLoopsAlone() {
        Map<String, String> tail = MeasurementFiles.right("tail", "percentile", "p95");
        tail.put("requests_per_s", "9");
        Map<String, String> open = MeasurementFiles.right("open", "concurrency_or_rate", "qps=2");
        assertThat(read(MeasurementFiles.file(tail, open)).problems()).isEmpty();
    }

    @Test
    void findsTheSameRowTwice() {
        Map<String, String> noted = MeasurementFiles.right("twice", "notes", "other words");
        assertThat(read(MeasurementFiles.file(MeasurementFiles.right("twice"), noted))
                        .problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(3);
                    assertThat(problem.message()).isEqualTo("This is line 2 once more.");
                });
    }

    @Test
    void reportsBadCellsAndImpossibleFiguresTogether() {
        String csv = MeasurementFiles.file(
                MeasurementFiles.right("a", "ttft_ms", "soon"), MeasurementFiles.right("b", "gpu", "H900"));
        assertThat(read(csv).problems()).extracting(RowProblem::line).containsExactly(2, 3);
    }

    @Test
    void refusesWhatIsNoSuchFile() {
        assertThat(read("hello").problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(1);
            assertThat(problem.message()).contains("lacks");
        });
        assertThat(read(MeasurementFiles.HEAD + "a,b\n").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("2 cells"));
    }

    @Test
    void refusesMoreRowsThanItTakes() {
        String csv = MeasurementFiles.HEAD
                + (String.join(",", MeasurementFiles.right("many").values()) + "\n").repeat(FileReading.MOST_ROWS + 1);
        assertThat(read(csv).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("too-many-rows"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            meta-llama/Llama-3.1-8B-Instruct, llama-3.1-8b
            Llama-3.1-8B-Instruct-FP8,        llama-3.1-8b
            Meta-Llama-3-8B-Instruct,         llama-3-8b
            Mixtral-8x7B-Instruct-v0.1,       mixtral-8x7b
            DeepSeek-R1,                      deepseek-r1
            Qwen3-32B-NVFP4,                  qwen3-32b
            """)
    void knowsModelsByTheirShortNames(String written, String shortened) {
        assertThat(CatalogNames.shortened(written)).isEqualTo(shortened);
    }
}
