package io.sextant.sandbox.apiserver.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.StringNode;

class AmountsTest {
    @ParameterizedTest
    @CsvSource({
        "8, false, 8",
        "1500m, false, 1500m",
        "0, true, 0",
        "2Gi, true, 2Gi",
        "1536Mi, true, 1536Mi",
        "10k, false, 10000"
    })
    void printsWhatItReads(String quantity, boolean bytes, String expected) {
        assertThat(Amounts.print(Amounts.parse(StringNode.valueOf(quantity)), bytes))
                .isEqualTo(expected);
    }
}
