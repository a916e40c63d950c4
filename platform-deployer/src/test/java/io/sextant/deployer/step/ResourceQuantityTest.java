package io.sextant.deployer.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceQuantityTest {
    @ParameterizedTest
    @CsvSource({"1,1000m,true", "0.5,500m,true", "1Gi,1024Mi,true", "2k,2000,true", "1Gi,1G,false", "1,2,false"})
    void comparesAmountsAcrossSpellings(String one, String other, boolean same) {
        assertThat(ResourceQuantity.same(one, other)).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({"1.1,1.10", "latest,newest", "a,1"})
    void takesVersionsAndTextsForNoAmounts(String one, String other) {
        assertThat(ResourceQuantity.same(one, other)).isFalse();
    }
}
