package io.sextant.api.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.OrganisationSetup;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The proof that quota holds under concurrency: 64 threads take, resize and give back GPUs of 24 teams below six departments
 * in two pools and ask back what they lend, while limits of one of the pools change under them.
 *
 * <p>A few thousand transactions; {@code -Dquota.proof.seconds=60} goes on for so long, {@code -Dquota.proof.seed} repeats a run.
 */
@ApiTest
class QuotaConcurrencyIT {
    private static final Logger LOG = LoggerFactory.getLogger(QuotaConcurrencyIT.class);
    private static final int THREADS = 64;
    private static final int STEPS = 50;
    private static final String ROOT = "test-organisation";
    private static final String CLUSTER = "proof";
    /** Nobody changes its limits, so that what is held can be held against them at any moment. */
    private static final QuotaPool STEADY = new QuotaPool(CLUSTER, "NVIDIA-A100");

    private static final QuotaPool MOVING = new QuotaPool(CLUSTER, "NVIDIA-H100");
    private static final List<QuotaPool> POOLS = List.of(STEADY, MOVING);
    private static final List<QuotaClass> CLASSES = List.of(QuotaClass.values());

    @Autowired
    People people;

    @Autowired
    OrganisationSetup setup;

    @Autowired
    ClusterRegistration clusters;

    @Autowired
    QuotaAdministration administration;

    @Autowired
    QuotaLedger ledger;

    @Autowired
    LendableGpus lendable;

    @Autowired
    QuotaRows rows;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    private final List<Team> teams = new ArrayList<>();
    private Actor admin;

    @BeforeEach
    void threeLevels() {
        clusters.ensure(CLUSTER, "For the proof");
        admin = people.platform(PlatformRole.PLATFORM_ADMIN);
        people.team();
        for (QuotaPool pool : POOLS) {
            give(ROOT, pool, 60, 80, 0, false);
        }
        for (int number = 0; number < 6; number++) {
            String department = "proof-department-" + number;
            setup.department(department, "Department " + number, ROOT);
            // One is overcommitted: it has 8 and its teams are guaranteed 16.
            boolean open = number == 5;
            for (QuotaPool pool : POOLS) {
                give(department, pool, open ? 8 : 10, 16, open ? 0 : 2, open);
            }
            for (int part = 0; part < 4; part++) {
                Team team = setup.team("proof-team-" + number + part, "Team " + number + part, department);
                teams.add(team);
                for (QuotaPool pool : POOLS) {
                    // One of each department lends all that it is guaranteed.
                    int guaranteed = open || part == 2 ? 4 : 2;
                    give(team.slug(), pool, guaranteed, 8, part == 2 ? guaranteed : part % 2, false);
                }
            }
        }
    }

    @Test
    void holdsEveryLimitAndLosesNoRequestUnder64Threads() throws Exception {
        long seed = Long.getLong("quota.proof.seed", System.nanoTime());
        int seconds = Integer.getInteger("quota.proof.seconds", 0);
        LOG.info("Proof of quota: -Dquota.proof.seed={}", seed);
        List<Tenant> tenants = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            tenants.add(new Tenant(teams.get(thread % teams.size()), new Random(seed + thread)));
        }

        run(tenants, seconds);

        int granted = tenants.stream().mapToInt(tenant -> tenant.granted).sum();
        int refused = tenants.stream().mapToInt(tenant -> tenant.refused).sum();
        LOG.atInfo()
                .addKeyValue("granted", granted)
                .addKeyValue("refused", refused)
                .addKeyValue(
                        "steps",
                        tenants.stream().mapToInt(tenant -> tenant.steps).sum())
                .log("Proof of quota has run");
        assertThat(granted).isPositive();
        assertThat(refused).isPositive();
        POOLS.forEach(this::requireSums);
        assertThat(heldByTeam()).isEqualTo(rememberedByTeam(tenants));
        tenants.forEach(Tenant::giveBackEverything);
        POOLS.forEach(this::requireSums);
        assertThat(heldByTeam()).isEmpty();
    }

    private void run(List<Tenant> tenants, int seconds) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Object>> running = new ArrayList<>();
            for (Tenant tenant : tenants) {
                BooleanSupplier goesOn = () -> seconds > 0 ? System.nanoTime() < end : tenant.steps < STEPS;
                running.add(threads.submit(stepping(tenant, goesOn)));
            }
            for (Future<Object> one : running) {
                one.get();
            }
        }
    }

    private Callable<Object> stepping(Tenant tenant, BooleanSupplier goesOn) {
        return () -> {
            while (goesOn.getAsBoolean()) {
                tenant.step();
            }
            return tenant;
        };
    }

    /** What is kept equals what is counted anew, and the ledger's open holds are what the balances say. */
    private void requireSums(QuotaPool pool) {
        QuotaTree kept = rows.tree(pool);
        QuotaTree counted = kept.counted();
        kept.steps().stream()
                .filter(step -> step.balance().revision() > 0)
                .forEach(step ->
                        assertThat(step).isEqualTo(counted.step(step.node().id())));
        Map<UUID, Integer> open = jdbc
                .sql("""
                        select team_id, sum(case kind when 'HOLD' then gpus when 'RELEASE' then -gpus else 0 end) as gpus
                          from quota_entry
                         where cluster = :cluster and gpu_product = :product
                         group by team_id
                        """)
                .param("cluster", pool.cluster())
                .param("product", pool.gpuProduct())
                .query((row, _) -> Map.entry(row.getObject("team_id", UUID.class), row.getInt("gpus")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        for (Team team : teams) {
            assertThat(kept.step(team.id().value()).balance().heldGpus())
                    .isEqualTo(open.getOrDefault(team.id().value(), 0));
        }
    }

    /** In one statement, so from one moment: nowhere is more held below a node than it may hold. */
    private void requireLimits() {
        List<String> broken = jdbc.sql("""
                        with recursive below (top, id) as (
                            select id, id from org_node
                            union all
                            select b.top, n.id from below b join org_node n on n.parent_id = b.id
                        )
                        select n.name || ': ' || sum(q.held_gpus) || ' of ' || max(t.burst_limit_gpus)
                               || ', production ' || sum(q.held_production_gpus) || ' of ' || max(t.guaranteed_gpus)
                          from quota_balance t
                          join org_node n on n.id = t.node_id
                          join below b on b.top = t.node_id
                          join quota_balance q on q.node_id = b.id and q.cluster = t.cluster and q.gpu_product = t.gpu_product
                         where t.cluster = :cluster and t.gpu_product = :product
                         group by n.id, n.name
                        having sum(q.held_gpus) > max(t.burst_limit_gpus)
                            or sum(q.held_production_gpus) > max(t.guaranteed_gpus)
                        """)
                .param("cluster", STEADY.cluster())
                .param("product", STEADY.gpuProduct())
                .query(String.class)
                .list();
        assertThat(broken).isEmpty();
    }

    private Map<String, Integer> heldByTeam() {
        return jdbc
                .sql("""
                        select node_id || ' ' || gpu_product as held_in, held_gpus
                          from quota_balance where cluster = :cluster and held_gpus > 0
                        """)
                .param("cluster", CLUSTER)
                .query((row, _) -> Map.entry(row.getString("held_in"), row.getInt("held_gpus")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Integer> rememberedByTeam(List<Tenant> tenants) {
        return tenants.stream()
                .flatMap(tenant -> tenant.holders.stream()
                        .map(holder -> Map.entry(tenant.team.id() + " " + holder.pool.gpuProduct(), holder.gpus)))
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.summingInt(Map.Entry::getValue)));
    }

    private void give(String node, QuotaPool pool, int guaranteed, int burst, int lendable, boolean open) {
        administration.change(
                node, pool, new QuotaEdit(new QuotaTerms(guaranteed, burst, lendable, open), false, ""), null, admin);
    }

    private static final class Holder {
        final UUID id = UUID.randomUUID();
        final QuotaPool pool;
        final QuotaClass quotaClass;
        long revision = 1;
        int gpus;

        Holder(QuotaPool pool, QuotaClass quotaClass, int gpus) {
            this.pool = pool;
            this.quotaClass = quotaClass;
            this.gpus = gpus;
        }
    }

    /** One thread's part: what it holds, and what it remembers of it. */
    private final class Tenant {
        final Team team;
        final Random random;
        final List<Holder> holders = new ArrayList<>();
        int steps;
        int granted;
        int refused;

        Tenant(Team team, Random random) {
            this.team = team;
            this.random = random;
        }

        void step() {
            steps++;
            switch (random.nextInt(20)) {
                case 0 -> requireLimits();
                case 1 -> changeALimit();
                case 2 -> submitAndRollBack();
                case 3 -> repeat();
                case 4, 5, 6, 7 -> grow();
                case 8, 9, 10 -> shrink();
                case 11, 12 -> retire();
                case 13 -> moveBetweenPools();
                case 14 -> askBackOrLendAgain();
                default -> submit();
            }
        }

        private void submit() {
            Holder holder = new Holder(
                    POOLS.get(random.nextInt(2)), CLASSES.get(random.nextInt(CLASSES.size())), 1 + random.nextInt(4));
            if (tried(() -> take(holder, 1, holder.gpus))) {
                holders.add(holder);
            }
        }

        private void askBackOrLendAgain() {
            giveBackEverything();
            QuotaPool pool = POOLS.get(random.nextInt(2));
            int gpus = 1 + random.nextInt(4);
            boolean asks = random.nextBoolean();
            transactions.executeWithoutResult(_ -> {
                if (asks) {
                    lendable.keep(team.id(), pool, gpus);
                } else {
                    lendable.lendAgain(team.id(), pool);
                }
            });
            Holder holder = new Holder(pool, QuotaClass.ONLINE_PRODUCTION, gpus);
            if (asks && tried(() -> take(holder, 1, gpus))) {
                holders.add(holder);
            }
        }

        private void submitAndRollBack() {
            Holder holder = new Holder(POOLS.get(random.nextInt(2)), QuotaClass.OFFLINE, 1 + random.nextInt(4));
            tried(() -> transactions.executeWithoutResult(transaction -> {
                ledger.hold(team, holder.pool, holder.id, 1, holder.gpus, holder.quotaClass);
                transaction.setRollbackOnly();
            }));
        }

        private void repeat() {
            any(holder -> transactions.executeWithoutResult(
                    _ -> ledger.hold(team, holder.pool, holder.id, holder.revision, holder.gpus, holder.quotaClass)));
        }

        private void grow() {
            any(holder -> {
                int more = 1 + random.nextInt(3);
                if (tried(() -> take(holder, holder.revision + 1, more))) {
                    holder.revision++;
                    holder.gpus += more;
                }
            });
        }

        private void shrink() {
            any(holder -> {
                int left = random.nextInt(holder.gpus + 1);
                transactions.executeWithoutResult(_ -> ledger.settle(holder.id, holder.revision + 1, left));
                if (left < holder.gpus) {
                    holder.revision++;
                    holder.gpus = left;
                }
                if (left == 0) {
                    holders.remove(holder);
                }
            });
        }

        private void retire() {
            any(holder -> {
                transactions.executeWithoutResult(_ -> ledger.settle(holder.id, holder.revision + 1, 0));
                holders.remove(holder);
            });
        }

        /** A roll-over to another pool and its end, in one transaction and in the pools' order. */
        private void moveBetweenPools() {
            any(holder -> {
                Holder next = new Holder(holder.pool.equals(STEADY) ? MOVING : STEADY, holder.quotaClass, holder.gpus);
                boolean toLater = holder.pool.compareTo(next.pool) < 0;
                if (tried(() -> transactions.executeWithoutResult(_ -> {
                    if (toLater) {
                        ledger.settle(holder.id, holder.revision + 1, 0);
                    }
                    ledger.hold(team, next.pool, next.id, 1, next.gpus, next.quotaClass);
                    ledger.reserve(next.id, 1);
                    if (!toLater) {
                        ledger.settle(holder.id, holder.revision + 1, 0);
                    }
                }))) {
                    holders.remove(holder);
                    holders.add(next);
                }
            });
        }

        private void changeALimit() {
            boolean ofTeam = random.nextBoolean();
            String node =
                    ofTeam ? teams.get(random.nextInt(teams.size())).slug() : "proof-department-" + random.nextInt(6);
            int guaranteed = random.nextInt(ofTeam ? 5 : 14);
            QuotaTerms terms = new QuotaTerms(
                    guaranteed,
                    guaranteed + random.nextInt(8),
                    random.nextInt(guaranteed + 1),
                    !ofTeam && random.nextInt(3) == 0);
            try {
                administration.change(node, MOVING, new QuotaEdit(terms, random.nextBoolean(), "proof"), null, admin);
            } catch (PlatformProblem.Conflict doesNotFit) {
                refused++;
            }
        }

        private void take(Holder holder, long revision, int gpus) {
            transactions.executeWithoutResult(_ -> {
                ledger.hold(team, holder.pool, holder.id, revision, gpus, holder.quotaClass);
                ledger.reserve(holder.id, revision);
            });
        }

        /** Granted or refused by a limit; anything else, such as a deadlock, fails the test. */
        private boolean tried(Runnable attempt) {
            try {
                attempt.run();
                granted++;
                return true;
            } catch (PlatformProblem.QuotaExceeded exceeded) {
                refused++;
                return false;
            }
        }

        private void any(Consumer<Holder> action) {
            if (!holders.isEmpty()) {
                action.accept(holders.get(random.nextInt(holders.size())));
            }
        }

        void giveBackEverything() {
            holders.forEach(
                    holder -> transactions.executeWithoutResult(_ -> ledger.settle(holder.id, holder.revision + 1, 0)));
            holders.clear();
        }
    }
}
