package io.sextant.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.usage.ChargeEntry.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RestatementTest {
    private static final Instant TEN = Instant.parse("2026-12-01T10:00:00Z");
    private static final UUID PRICE = new UUID(7, 7);

    @Test
    void leavesWhatIsChargedAsItIsWanted() {
        assertThat(Restatement.of(List.of(ChargeEntry.first(hour("3600"))), List.of(hour("3600.000"))))
                .isEmpty();
    }

    @Test
    void reversesAndRestatesWhatIsOther() {
        assertThat(Restatement.of(List.of(ChargeEntry.first(hour("3600"))), List.of(hour("1800"))))
                .containsExactly(
                        new ChargeEntry(hour("3600").negated(), Kind.REVERSAL, 1),
                        new ChargeEntry(hour("1800"), Kind.RESTATEMENT, 2));
    }

    @Test
    void reversesOnlyWhereNothingIsLeft() {
        assertThat(Restatement.of(List.of(ChargeEntry.first(hour("3600"))), List.of()))
                .containsExactly(new ChargeEntry(hour("3600").negated(), Kind.REVERSAL, 1));
    }

    @Test
    void chargesAnHourThatNobodyKnewOf() {
        assertThat(Restatement.of(List.of(), List.of(hour("60")))).containsExactly(ChargeEntry.first(hour("60")));
    }

    @Test
    void goesOnFromAReversal() {
        ChargeEntry reversed = new ChargeEntry(hour("3600").negated(), Kind.REVERSAL, 1);
        assertThat(Restatement.of(List.of(reversed), List.of(hour("3600"))))
                .containsExactly(new ChargeEntry(hour("3600"), Kind.RESTATEMENT, 2));
        assertThat(Restatement.of(List.of(reversed), List.of())).isEmpty();
    }

    @Test
    void ratesAgainWhatHadNoPrice() {
        Rated unpriced = new Rated(HourlyUseTest.line("NVIDIA-L40S"), TEN, new BigDecimal("3600"), null, null, null);
        assertThat(Restatement.of(List.of(ChargeEntry.first(unpriced)), List.of(hour("3600"))))
                .containsExactly(
                        new ChargeEntry(unpriced.negated(), Kind.REVERSAL, 1),
                        new ChargeEntry(hour("3600"), Kind.RESTATEMENT, 2));
    }

    private static Rated hour(String seconds) {
        BigDecimal gpuSeconds = new BigDecimal(seconds);
        BigDecimal rate = new BigDecimal("2.00");
        return new Rated(HourlyUseTest.line("NVIDIA-L40S"), TEN, gpuSeconds, PRICE, rate, Rated.cost(gpuSeconds, rate));
    }
}
