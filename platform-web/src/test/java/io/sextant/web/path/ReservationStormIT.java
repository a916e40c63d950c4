package io.sextant.web.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.web.testing.StartedProduct;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A short storm; {@link ReservationRun} lets it rage for hours of the cluster's time. */
class ReservationStormIT {
    private static final long SEED = 29;

    @Test
    void neitherLosesNorDoublesAReservation() throws Exception {
        try (ReservationStorm storm = new ReservationStorm(StartedProduct.freshDirectory(), SEED)) {
            storm.rage(Duration.ofSeconds(10));
            storm.killWhileSubmitting();
            storm.rage(Duration.ofSeconds(5));

            assertThat(storm.settle()).as("seed %d", SEED).isEmpty();

            storm.retireAll();
            assertThat(storm.settle()).as("seed %d, all retired", SEED).isEmpty();
        }
    }
}
