package io.sextant.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.tenancy.Team;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** What is written is read again, to the last digit; nothing of it is kept. */
@ApiTest
@TestPropertySource(properties = "sextant.test.database=money")
class ChargeBookIT {
    private static final Instant FROM = Instant.parse("2020-02-28T00:00:00Z");
    private static final int HOURS = 2_000;

    @Autowired
    ChargeBook book;

    @Autowired
    AccountingMonths months;

    @Autowired
    People people;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Test
    void keepsAmountsOfEverySizeExactly() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Team team = people.team();
        UseLine line = line(team);
        List<ChargeEntry> entries = new ArrayList<>(IntStream.range(0, HOURS)
                .mapToObj(hour -> ChargeEntry.first(charge(line, hour, random)))
                .toList());
        entries.add(new ChargeEntry(entries.getFirst().charge().negated(), ChargeEntry.Kind.REVERSAL, 1));
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            book.append(entries, ChargeBookIT::billed);
            List<ChargeEntry> kept =
                    book.last(team.id(), line.cluster(), FROM, FROM.plus(HOURS, ChronoUnit.HOURS)).stream()
                            .sorted(Comparator.comparing(entry -> entry.charge().hour()))
                            .toList();
            assertThat(kept.getFirst()).as("seed %d", seed).isEqualTo(entries.getLast());
            assertThat(kept.subList(1, HOURS)).as("seed %d", seed).isEqualTo(entries.subList(1, HOURS));
            assertThat(jdbc.sql(
                                    "select distinct billed_month::text from charge c join charge_line l on l.id = c.line_id"
                                            + " where l.team_id = :team order by 1")
                            .param("team", team.id().value())
                            .query(String.class)
                            .list())
                    .containsExactly("2020-02-01", "2020-03-01", "2020-04-01", "2020-05-01");
            assertThat(months.firstCharged()).hasValue(YearMonth.of(2020, 2));
        });
    }

    @Test
    void keepsWhatHasNoPrice() {
        Team team = people.team();
        UseLine line = UseLine.idle(team.id(), "a-cluster", "a-gpu");
        ChargeEntry entry = ChargeEntry.first(new Rated(line, FROM, new BigDecimal("0.001"), null, null, null));
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            book.append(List.of(entry), ChargeBookIT::billed);
            assertThat(book.last(team.id(), "a-cluster", FROM, FROM.plusSeconds(1)))
                    .containsExactly(entry);
        });
    }

    private static YearMonth billed(Instant hour) {
        return YearMonth.from(hour.atZone(ZoneOffset.UTC));
    }

    private static UseLine line(Team team) {
        return new UseLine(
                UseLine.Kind.ALLOCATION,
                UUID.randomUUID(),
                "chat",
                "meta/llama-3.1-8b-instruct",
                team.id(),
                "a-cluster",
                "a-gpu",
                8,
                false);
    }

    private static Rated charge(UseLine line, int hour, Random random) {
        return new Rated(
                line,
                FROM.plus(hour, ChronoUnit.HOURS),
                amount(random, 56, 3),
                new UUID(random.nextLong(), random.nextLong()),
                amount(random, 62, 10),
                amount(random, 95, 10));
    }

    /** Above zero; many small ones, and whole ones, among them. */
    private static BigDecimal amount(Random random, int bits, int decimals) {
        BigInteger digits = new BigInteger(1 + random.nextInt(bits), random).add(BigInteger.ONE);
        BigInteger whole = random.nextInt(4) == 0 ? BigInteger.TEN.pow(decimals) : BigInteger.ONE;
        return new BigDecimal(
                digits.bitLength() + whole.bitLength() <= bits ? digits.multiply(whole) : digits, decimals);
    }
}
