package io.sextant.api.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanCsvTest {
    private static final List<String> METRICS = List.of(
            "ttft_ms",
            "itl_ms",
            "e2e_ms",
            "tokens_per_second_per_user",
            "output_tokens_per_second_per_replica",
            "output_tokens_per_second_per_gpu",
            "requests_per_second_per_replica",
            "cost_per_hour",
            "cost_per_month",
            "cost_per_million_output_tokens",
            "cost_per_million_tokens");

    @Test
    void hasOneRowForEachCandidate() {
        PlanAnswer answer = Situations.roomy().answer();
        assertThat(rows(answer))
                .extracting(row -> row.get("candidate"))
                .containsExactlyElementsOf(
                        answer.candidates().stream().map(PlanCandidate::id).toList());
    }

    @Test
    void givesEveryMetricValueIntervalAndProvenance() {
        assertThat(rows(Situations.roomy().answer())).isNotEmpty().allSatisfy(row -> {
            for (String metric : METRICS) {
                double value = Double.parseDouble(row.get(metric));
                assertThat(value)
                        .as(metric)
                        .isBetween(
                                Double.parseDouble(row.get(metric + "_low")),
                                Double.parseDouble(row.get(metric + "_high")));
                assertThat(row.get(metric + "_provenance")).as(metric).isIn("measured", "modelled", "calculated");
            }
            assertThat(row.get("source")).isNotBlank();
        });
    }

    @Test
    void saysWhatSpeaksAgainstACandidate() {
        PlanAnswer answer = Situations.roomy().targets(1.0, null, null).answer();
        assertThat(rows(answer)).isNotEmpty().allSatisfy(row -> {
            assertThat(row.get("status")).isEqualTo("MISSES_SLA");
            assertThat(row.get("reasons_against")).contains("TTFT");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|cmd", "%0"})
    void marksAsTextWhatASpreadsheetWouldCompute(String dangerous) {
        assertThat(CsvText.harmless(dangerous)).isEqualTo("'" + dangerous);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.5", "fp8-tp1", "TTFT p95 1.9 s > 1.0 s", "a=b"})
    void leavesOrdinaryTextAlone(String ordinary) {
        assertThat(CsvText.harmless(ordinary)).isEqualTo(ordinary);
    }

    private static List<CSVRecord> rows(PlanAnswer answer) {
        CSVFormat withHead = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var parser = withHead.parse(new StringReader(PlanCsv.of(answer)))) {
            return parser.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
