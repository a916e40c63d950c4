package io.sextant.api.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@ApiTest
class QuotaLedgerIT {
    private static final QuotaClass PRODUCTION = QuotaClass.ONLINE_PRODUCTION;
    private static final QuotaPool POOL = new QuotaPool("quota-ledger-it", "NVIDIA-H100-80GB-HBM3");

    @Autowired
    QuotaLedger ledger;

    @Autowired
    Quotas quotas;

    @Autowired
    ClusterRegistration clusters;

    @Autowired
    People people;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    private Team team;

    @BeforeEach
    void giveAQuotaOfEight() {
        clusters.ensure(POOL.cluster(), "For quota tests");
        team = people.team();
        quotas.setLimit(team, POOL, 8, people.platform(PlatformRole.PLATFORM_ADMIN));
    }

    @Test
    void refusesMoreThanTheLimitAndSaysTheNumbers() {
        hold(UUID.randomUUID(), 6);
        assertThatThrownBy(() -> hold(UUID.randomUUID(), 3))
                .isInstanceOfSatisfying(
                        PlatformProblem.QuotaExceeded.class,
                        problem -> assertThat(problem.facts())
                                .containsEntry("limit", 8)
                                .containsEntry("used", 6)
                                .containsEntry("asked", 3)
                                .containsEntry("node", team.name()));
        assertThat(used()).isEqualTo(6);
    }

    @Test
    void aPoolWithoutALimitAllowsNothing() {
        QuotaPool other = new QuotaPool(POOL.cluster(), "NVIDIA-L4");
        assertThatThrownBy(() -> transactions.executeWithoutResult(
                        _ -> ledger.hold(team, other, UUID.randomUUID(), 1, 1, PRODUCTION)))
                .isInstanceOf(PlatformProblem.QuotaExceeded.class);
    }

    @Test
    void givesTheLastGpuToExactlyOneOfMany() throws InterruptedException {
        hold(UUID.randomUUID(), 7);
        AtomicInteger granted = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                threads.execute(() -> {
                    try {
                        go.await();
                        hold(UUID.randomUUID(), 1);
                        granted.incrementAndGet();
                    } catch (PlatformProblem.QuotaExceeded e) {
                        refused.incrementAndGet();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            go.countDown();
        }
        assertThat(granted).hasValue(1);
        assertThat(refused).hasValue(11);
        assertThat(used()).isEqualTo(8);
    }

    @Test
    void releasesOnceHoweverOftenItIsAsked() {
        UUID holder = UUID.randomUUID();
        hold(holder, 3);
        hold(UUID.randomUUID(), 2);
        release(holder);
        release(holder);
        assertThat(used()).isEqualTo(2);
    }

    @Test
    void releasesNothingForWhoHoldsNothing() {
        release(UUID.randomUUID());
        assertThat(used()).isZero();
    }

    @Test
    void letsUseStayAboveALimitThatWasLowered() {
        UUID holder = UUID.randomUUID();
        hold(holder, 6);
        quotas.setLimit(team, POOL, 4, people.platform(PlatformRole.PLATFORM_ADMIN));
        assertThatThrownBy(() -> hold(UUID.randomUUID(), 1)).isInstanceOf(PlatformProblem.QuotaExceeded.class);
        release(holder);
        hold(UUID.randomUUID(), 4);
        assertThat(used()).isEqualTo(4);
    }

    @Test
    void settlesWhatWasTakenInStepsToWhatIsStillNeeded() {
        UUID holder = UUID.randomUUID();
        hold(holder, 2);
        transactions.executeWithoutResult(_ -> ledger.hold(team, POOL, holder, 2, 4, PRODUCTION));
        settle(holder, 3, 5);
        settle(holder, 3, 5);
        assertThat(used()).isEqualTo(5);
        settle(holder, 4, 0);
        settle(holder, 5, 0);
        assertThat(used()).isZero();
        assertThatThrownBy(() -> settle(holder, 6, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void settlesEvenAboveALimitThatWasLowered() {
        UUID holder = UUID.randomUUID();
        hold(holder, 6);
        quotas.setLimit(team, POOL, 2, people.platform(PlatformRole.PLATFORM_ADMIN));
        settle(holder, 2, 4);
        assertThat(used()).isEqualTo(4);
        assertThatThrownBy(() -> hold(UUID.randomUUID(), 1)).isInstanceOf(PlatformProblem.QuotaExceeded.class);
    }

    @Test
    void booksOnlyInsideATransaction() {
        assertThatThrownBy(() -> ledger.hold(team, POOL, UUID.randomUUID(), 1, 1, PRODUCTION))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void keepsTheLedgerAppendOnly() {
        hold(UUID.randomUUID(), 1);
        assertThatThrownBy(() -> jdbc.sql("update quota_entry set gpus = 2").update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void onlyAnAdministratorSetsLimits() {
        assertThatThrownBy(() -> quotas.setLimit(team, POOL, 9, people.member(team, TeamRole.TEAM_ADMIN)))
                .isInstanceOf(PlatformProblem.Forbidden.class);
    }

    private void hold(UUID holder, int gpus) {
        transactions.executeWithoutResult(_ -> {
            ledger.hold(team, POOL, holder, 1, gpus, PRODUCTION);
            ledger.reserve(holder, 1);
        });
    }

    private void release(UUID holder) {
        transactions.executeWithoutResult(_ -> ledger.release(holder, 1));
    }

    private void settle(UUID holder, long revision, int gpus) {
        transactions.executeWithoutResult(_ -> ledger.settle(holder, revision, gpus));
    }

    private int used() {
        return quotas.balance(team.id(), POOL).usedGpus();
    }
}
