package io.sextant.api.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ApiTest
class PriceBookIT {
    private static final Instant START = SettableClock.START;

    @Autowired
    PriceBook book;

    @Autowired
    PriceRecording recording;

    @Autowired
    ClusterRegistration clusters;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvcTester rest;

    @Autowired
    People people;

    @BeforeEach
    void twoClusters() {
        clusters.ensure("price-east", "East");
        clusters.ensure("price-west", "West");
    }

    private void record(@Nullable String cluster, String gpu, String usd, Instant from) {
        recording.record(cluster, gpu, new BigDecimal(usd), from, "test", null);
    }

    @Test
    void prefersTheClustersOwnPriceAndElseTakesTheDefault() {
        record(null, "GB200-NVL72-186GB", "1.25", START);
        record("price-east", "GB200-NVL72-186GB", "0.75", START);
        assertThat(book.price("price-east", "GB200-NVL72-186GB", START).usdPerGpuHour())
                .isEqualByComparingTo("0.75");
        assertThat(book.price("price-west", "GB200-NVL72-186GB", START).usdPerGpuHour())
                .isEqualByComparingTo("1.25");
        assertThat(book.pricesOn("price-east", START))
                .containsKey("GB200-NVL72-186GB")
                .extractingByKey("GB200-NVL72-186GB")
                .satisfies(price -> {
                    assertThat(price.isDefault()).isFalse();
                    assertThat(price.usdPerGpuHour()).isEqualByComparingTo("0.75");
                });
    }

    @Test
    void letsALaterPriceTakeOverFromItsMomentOn() {
        Instant change = START.plus(Duration.ofDays(1));
        record(null, "GB300-NVL72-279GB", "1.00", START);
        record(null, "GB300-NVL72-279GB", "2.00", change);
        assertThat(book.price("price-west", "GB300-NVL72-279GB", change.minusMillis(1))
                        .usdPerGpuHour())
                .isEqualByComparingTo("1");
        assertThat(book.price("price-west", "GB300-NVL72-279GB", change).usdPerGpuHour())
                .isEqualByComparingTo("2");
        assertThat(book.find("price-west", "GB300-NVL72-279GB", START.minusMillis(1)))
                .isEmpty();
        assertThat(book.history("GB300-NVL72-279GB"))
                .extracting(entry -> entry.price().effectiveFrom())
                .containsExactly(change, START);
    }

    @Test
    void saysWhoCanHelpWhereThereIsNoPrice() {
        assertThatExceptionOfType(PlatformProblem.NotFound.class)
                .isThrownBy(() -> book.price("price-west", "A30", START.minusSeconds(1)))
                .satisfies(problem -> assertThat(problem.remedy()).contains("platform administrator"));
    }

    @Test
    void refusesTwoPricesForOneMomentAndChangesToOldOnes() {
        record("price-west", "A40", "0.40", START);
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> record("price-west", "A40", "0.50", START));
        assertThatThrownBy(() ->
                        jdbc.sql("update gpu_price set usd_per_gpu_hour = 0").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("delete from gpu_price").update()).hasMessageContaining("append-only");
        String withdrawal = "update gpu_price set withdrawn_because = 'late', withdrawn_at = ";
        assertThatThrownBy(() -> jdbc.sql(withdrawal + "effective_from").update())
                .hasMessageContaining("gpu_price_withdrawn_before_it_came");
        assertThatThrownBy(() -> jdbc.sql(withdrawal + "effective_from - interval '1 day', source = 'other'")
                        .update())
                .hasMessageContaining("append-only");
    }

    @Test
    void adoptsMarketPricesOnceAndLeavesPricesThatAreThere() {
        record(null, "L40S", "9.99", START);
        recording.adoptMarketPrices();
        recording.adoptMarketPrices();
        assertThat(book.price("price-west", "L40S", START).usdPerGpuHour()).isEqualByComparingTo("9.99");
        Price h100 = book.price("price-west", "H100-SXM-80GB", START);
        assertThat(h100.usdPerGpuHour()).isEqualByComparingTo("3.99");
        assertThat(h100.source()).isEqualTo("median of 11 dated quotes");
        assertThat(book.history("H100-SXM-80GB").stream()
                        .filter(entry -> entry.price().isDefault()))
                .hasSize(1);
        // Without a dated quote it holds from the moment it was adopted, and other tests move the clock.
        assertThat(book.price("price-west", "A10G", START.plus(Duration.ofDays(3650)))
                        .readOn())
                .isNull();
    }

    @Test
    void servesPricesHistoryAndQuotes() {
        recording.adoptMarketPrices();
        String bearer = people.bearer(people.platform(PlatformRole.AUDITOR));
        assertThat(rest.get().uri("/api/v1/prices").header(HttpHeaders.AUTHORIZATION, bearer))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[?(@.gpu == 'H200-SXM-141GB')].currency")
                .asArray()
                .contains("USD");
        assertThat(rest.get().uri("/api/v1/prices/H100-SXM-80GB").header(HttpHeaders.AUTHORIZATION, bearer))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.quotes.length()")
                .isEqualTo(11);
        assertThat(rest.get().uri("/api/v1/prices/H100").header(HttpHeaders.AUTHORIZATION, bearer))
                .hasStatus(404)
                .bodyJson()
                .extractingPath("$.remedy")
                .asString()
                .contains("H100-SXM-80GB");
    }
}
