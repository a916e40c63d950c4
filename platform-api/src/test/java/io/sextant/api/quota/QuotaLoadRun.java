package io.sextant.api.quota;

import com.zaxxer.hikari.HikariDataSource;
import io.sextant.api.isolation.ScopedDataSource;
import io.sextant.api.isolation.TeamScope;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Measures reservations a second, with a Postgres of its own on this machine that writes through to the disk.
 *
 * <p>A reservation is one transaction with a hold and its approval. Each is given back in another transaction soon after, which
 * costs as much and is not counted. First 500 teams of 20 departments within what they are guaranteed, then the same where every
 * GPU is lendable, so that each booking meets all others at the root, then one team in one pool. With {@code load.walled} each
 * transaction is a member's, behind the wall between teams.
 */
final class QuotaLoadRun {
    private static final QuotaPool POOL = new QuotaPool("load", "NVIDIA-H100");
    private static final int TEAMS = 500;
    private static final int DEPARTMENTS = 20;
    private static final int KEPT = 4;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final QuotaLedger ledger;
    private final List<String> missed = new ArrayList<>();
    private final int threads = Integer.getInteger("load.threads", 8);
    private final Duration length = Duration.ofSeconds(Integer.getInteger("load.seconds", 20));
    private final Duration warmUp = Duration.ofSeconds(Integer.getInteger("load.warm-up", 5));

    private final boolean walled = Boolean.getBoolean("load.walled");
    private final TeamScope member = new TeamScope.Of(UUID.randomUUID(), Set.of());

    private QuotaLoadRun(DataSource database) {
        jdbc = JdbcClient.create(database);
        transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        QuotaRows rows = new QuotaRows(jdbc);
        ledger = new QuotaLedger(
                new QuotaEntries(jdbc, Clock.systemUTC()), new ClaimBooking(jdbc), new QuotaRefusal(rows));
    }

    static void main() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setLocaleConfig("locale-provider", "builtin")
                        .setLocaleConfig("builtin-locale", "C.UTF-8")
                        .setLocaleConfig("locale", "C")
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
                HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
            database.setMaximumPoolSize(Integer.getInteger("load.threads", 8));
            Flyway.configure().dataSource(database).load().migrate();
            QuotaLoadRun run = new QuotaLoadRun(new ScopedDataSource(database));
            List<Team> teams = run.organisation();
            System.out.println("fsync " + run.setting("fsync") + ", synchronous_commit "
                    + run.setting("synchronous_commit") + ", " + run.threads + " threads, "
                    + Runtime.getRuntime().availableProcessors() + " cores");
            run.measure("500 teams, within their guarantees", teams, 1000);
            run.lendEverything();
            run.measure("500 teams, every booking at the root", teams, 0);
            run.measure("one team, one pool", List.of(teams.getFirst()), 200);
            System.out.printf(
                    "load average %.1f%n",
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            if (!run.missed.isEmpty()) {
                throw new IllegalStateException(String.join("; ", run.missed));
            }
        } catch (IOException e) {
            throw new IllegalStateException("The embedded Postgres did not start", e);
        }
    }

    private String setting(String name) {
        return jdbc.sql("select current_setting(:name)")
                .param("name", name)
                .query(String.class)
                .single();
    }

    private List<Team> organisation() {
        jdbc.sql("""
                        insert into cluster (name, title, registered_at, state, state_since)
                        values ('load', 'For the load', now(), 'ACTIVE', now())
                        """).update();
        UUID root = node(null, "ORGANISATION", "load-root");
        List<Team> teams = new ArrayList<>();
        for (int department = 0; department < DEPARTMENTS; department++) {
            UUID parent = node(root, "DEPARTMENT", "load-department-" + department);
            for (int number = 0; number < TEAMS / DEPARTMENTS; number++) {
                String slug = "load-team-" + department + "-" + number;
                teams.add(new Team(new TeamId(node(parent, "TEAM", slug)), slug, slug, "Department"));
            }
        }
        jdbc.sql("""
                        insert into quota_balance
                               (node_id, cluster, gpu_product, guaranteed_gpus, burst_limit_gpus, assigned_gpus, claimed_gpus)
                        select id, 'load', 'NVIDIA-H100', gpus, gpus, case kind when 'TEAM' then 0 else gpus end,
                               case kind when 'TEAM' then 0 else gpus end
                          from (select id, kind, case kind when 'TEAM' then 400 when 'DEPARTMENT' then 10000 else 200000 end as gpus
                                  from org_node) n
                        """).update();
        return teams;
    }

    private void lendEverything() {
        jdbc.sql("update quota_balance set lendable_gpus = guaranteed_gpus, claimed_gpus = 0")
                .update();
    }

    private UUID node(UUID parent, String kind, String slug) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into org_node (id, parent_id, kind, slug, name, created_at)
                        values (:id, cast(:parent as uuid), :kind, :slug, :slug, now())
                        """)
                .param("id", id)
                .param("parent", parent == null ? null : parent.toString())
                .param("kind", kind)
                .param("slug", slug)
                .update();
        return id;
    }

    private void measure(String what, List<Team> teams, int target) throws InterruptedException, ExecutionException {
        run(teams, warmUp);
        List<Long> nanos = run(teams, length);
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        double perSecond = sorted.length / (double) length.toSeconds();
        System.out.printf(
                "%s: %.0f reservations/s; p50 %.2f ms, p99 %.2f ms, max %.1f ms%n",
                what, perSecond, millis(sorted, 0.5), millis(sorted, 0.99), millis(sorted, 1));
        if (perSecond < target) {
            missed.add(what + ": fewer than " + target + " reservations/s");
        }
    }

    private static double millis(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
    }

    private List<Long> run(List<Team> teams, Duration time) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Random random = new Random(thread);
                running.add(pool.submit(() -> reserveUntil(end, teams, random)));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> one : running) {
                all.addAll(one.get());
            }
            return all;
        }
    }

    private List<Long> reserveUntil(long end, List<Team> teams, Random random) {
        List<Long> nanos = new ArrayList<>();
        Deque<UUID> held = new ArrayDeque<>();
        while (System.nanoTime() < end) {
            Team team = teams.get(random.nextInt(teams.size()));
            UUID holder = UUID.randomUUID();
            long began = System.nanoTime();
            try {
                book(() -> {
                    ledger.hold(team, POOL, holder, 1, 1, QuotaClass.ONLINE_PRODUCTION);
                    ledger.reserve(holder, 1);
                });
            } catch (PlatformProblem.QuotaExceeded exceeded) {
                throw new IllegalStateException("the load is meant to fit", exceeded);
            }
            nanos.add(System.nanoTime() - began);
            held.add(holder);
            if (held.size() > KEPT) {
                release(held.remove());
            }
        }
        held.forEach(this::release);
        return nanos;
    }

    private void release(UUID holder) {
        book(() -> ledger.release(holder, 1));
    }

    private void book(Runnable booking) {
        if (walled) {
            member.call(() -> transactions.execute(_ -> {
                // Every use case looks at something of the caller's before it books for all.
                jdbc.sql("select count(*) from budget").query(Integer.class).single();
                booking.run();
                return Boolean.TRUE;
            }));
        } else {
            transactions.executeWithoutResult(_ -> booking.run());
        }
    }
}
