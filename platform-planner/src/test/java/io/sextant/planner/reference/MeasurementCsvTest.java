package io.sextant.planner.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementCsvTest {

    private static final String HEAD =
            "source,model,engine,precision,gpu,gpu_count,tp,isl,osl,concurrency_or_rate,ttft_ms,"
                    + "itl_ms,tpot_ms,output_tokens_per_s,per_gpu,percentile\n";

    @Test
    void readsNumbersAndLeavesEmptyCellsNull() throws IOException {
        MeasurementRow row = read("own,Llama-3-8B,vLLM,fp8,L40S,,2,1000,300.5,c=8,41.5,,9,,false,avg\n")
                .getFirst();
        assertThat(row.line()).isEqualTo(2);
        assertThat(row.tp()).isEqualTo(2);
        assertThat(row.osl()).isEqualTo(300.5);
        assertThat(row.load()).isEqualTo(new Load.Concurrency(8));
        assertThat(row.itlMs()).isNull();
        assertThat(row.tpotMs()).isEqualTo(9);
        assertThat(row.gpuCount()).isNull();
        assertThat(row.engineVersion()).as("a column the file does not have").isNull();
        assertThat(row.statistic()).isEqualTo(MeasurementRow.Statistic.MEAN);
    }

    @Test
    void keepsBothSidesOfADisaggregatedRun() throws IOException {
        MeasurementRow row =
                read("own,m,vLLM,fp8,g,12,P4/D8,1,1,qps=2.5,1,,,,true,p99\n").getFirst();
        assertThat(row.isDisaggregated()).isTrue();
        assertThat(row.tp()).isNull();
        assertThat(row.parallelism()).isEqualTo("P4/D8");
        assertThat(row.load()).isEqualTo(new Load.Rate(2.5));
    }

    @Test
    void reportsEveryBadLineAtOnce() {
        assertThatExceptionOfType(InvalidCsv.class)
                .isThrownBy(() -> read("""
                        own,m,vLLM,fp8,g,,1,1,1,c=1,fast,,,,true,avg
                        own,m,vLLM,fp8,g,,1,1,1,c=1,1,,,,true,avg

                        own,m,vLLM,fp8,g,,1,1,1,8,1,,,,true,avg
                        own,m,vLLM,fp8,g,,1,1,1,c=1,NaN,,,,true,avg
                        """))
                .withMessageContaining("points.csv line 2: ttft_ms must be a number, but was 'fast'")
                .withMessageContaining("points.csv line 5: concurrency_or_rate must be c=N")
                .withMessageContaining("points.csv line 6: ttft_ms must be a finite number")
                .satisfies(e -> assertThat(e.problems()).hasSize(3));
    }

    @Test
    void reportsRowsOfAnotherLengthThanTheHead() {
        assertThatExceptionOfType(InvalidCsv.class)
                .isThrownBy(() -> read("own,m\n"))
                .withMessage("points.csv line 2: it has 2 cells, but the head names 16");
    }

    @Test
    void namesTheColumnsAFileLacks() {
        assertThatExceptionOfType(InvalidCsv.class)
                .isThrownBy(() -> MeasurementCsv.read("x.csv", new StringReader(HEAD.replace("ttft_ms", "ttft"))))
                .withMessage("x.csv line 1: the head lacks ttft_ms");
    }

    @Test
    void refusesWhatIsNoCsvFile() {
        assertThatExceptionOfType(InvalidCsv.class)
                .isThrownBy(() -> MeasurementCsv.read("x.csv", new StringReader("a,a\n1,2\n")))
                .withMessageStartingWith("x.csv line 1: it is not a CSV file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c=0", "c=-1", "c=1.5", "qps=NaN", "8", "rate=3", "c=x"})
    void refusesALoadThatIsNone(String load) {
        assertThatIllegalArgumentException().isThrownBy(() -> Load.parse(load)).withMessageContaining("'" + load + "'");
    }

    @Test
    void readsALoadThatIsNotLimitedAndOneThatIsNotKnown() {
        assertThat(Load.parse("qps=inf")).isEqualTo(new Load.Unlimited());
        assertThat(Load.parse("c=")).isNull();
    }

    @Test
    void acceptsAByteOrderMark() throws IOException {
        assertThat(MeasurementCsv.read(
                        "x.csv", new StringReader("\uFEFF" + HEAD + "own,m,e,fp8,g,,1,1,1,inf,1,,,,true,avg\n")))
                .hasSize(1);
    }

    private static List<MeasurementRow> read(String lines) throws IOException {
        return MeasurementCsv.read("points.csv", new StringReader(HEAD + lines));
    }
}
