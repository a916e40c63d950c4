package io.sextant.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.approval.ApprovalPolicies;
import io.sextant.api.approval.ApprovalRequest;
import io.sextant.api.approval.Approvals;
import io.sextant.api.approval.Approver;
import io.sextant.api.approval.DecideApproval;
import io.sextant.api.approval.PolicyConditions;
import io.sextant.api.approval.PolicyTerms;
import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.deployment.Scenario.Setting;
import io.sextant.api.jobs.RecurringJob;
import io.sextant.api.pricing.PriceRecording;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaAdministration;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.quota.QuotaEdit;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.QuotaTerms;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.OrganisationSetup;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import io.sextant.contract.observed.DeploymentObservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * 64 threads submit, approve, reject, withdraw, resize and retire deployments of 16 teams below four departments, while
 * requests expire: no limit is passed, and each request has the GPUs that its state says.
 *
 * <p>A few hundred requests; {@code -Drequests.proof.seconds=60} goes on for so long, {@code -Drequests.proof.seed} repeats
 * the draws of a run.
 */
@ApiTest
@Import(Scenario.class)
class RequestsUnderConcurrencyIT {
    private static final Logger LOG = LoggerFactory.getLogger(RequestsUnderConcurrencyIT.class);
    private static final int THREADS = 64;
    private static final int STEPS = 12;
    private static final String ROOT = "test-organisation";
    private static final String CLUSTER = "requests-proof";
    private static final QuotaPool POOL = new QuotaPool(CLUSTER, Scenario.H100);
    private static final int HOLD_HOURS = 3;

    @Autowired
    Scenario scenario;

    @Autowired
    People people;

    @Autowired
    OrganisationSetup setup;

    @Autowired
    ClusterRegistration clusters;

    @Autowired
    PriceRecording prices;

    @Autowired
    QuotaAdministration administration;

    @Autowired
    ApprovalPolicies policies;

    @Autowired
    Approvals approvals;

    @Autowired
    DecideApproval deciding;

    @Autowired
    SubmitDeployment submitting;

    @Autowired
    ChangeDeployment changing;

    @Autowired
    RetireDeployment retiring;

    @Autowired
    Deployments deployments;

    @Autowired
    RecurringJob expiringApprovals;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    private final List<Part> parts = new ArrayList<>();
    private final AtomicInteger submitted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private Actor admin;

    @BeforeEach
    void threeLevels() {
        long seed = Long.getLong("requests.proof.seed", System.nanoTime());
        LOG.info("Proof of requests: -Drequests.proof.seed={}", seed);
        clusters.ensure(CLUSTER, "For the proof");
        prices.adoptMarketPrices();
        admin = people.platform(PlatformRole.PLATFORM_ADMIN);
        Actor approver = people.platform(PlatformRole.APPROVER);
        scenario.reportInventory(new Setting(people.team(), approver, admin, CLUSTER));
        give(ROOT, 24, 28, 0);
        for (int number = 0; number < 4; number++) {
            String department = "requests-department-" + number;
            setup.department(department, "Department " + number, ROOT);
            give(department, 6, 9, 2);
            for (int place = 0; place < 4; place++) {
                Team team = setup.team("requests-team-" + number + place, "Team " + number + place, department);
                give(team.slug(), 1, 4, place % 2);
                Actor teamAdmin = people.member(team, TeamRole.TEAM_ADMIN);
                for (int member = 0; member < 4; member++) {
                    Actor person = people.member(team, TeamRole.MEMBER);
                    parts.add(new Part(
                            new Setting(team, person, admin, CLUSTER),
                            List.of(teamAdmin, approver),
                            new Random(seed + parts.size())));
                }
            }
            if (number < 3) {
                ask(department, number == 0 ? Approver.TEAM_ADMINISTRATOR : Approver.APPROVER);
            }
        }
    }

    @Test
    void keepsEveryLimitAndLosesNoRequestUnder64Threads() throws Exception {
        int seconds = Integer.getInteger("requests.proof.seconds", 0);

        run(seconds);

        LOG.atInfo()
                .addKeyValue("submitted", submitted.get())
                .addKeyValue("refused", refused.get())
                .addKeyValue("ended", endedRequests())
                .log("Proof of requests has run");
        assertThat(submitted.get()).isPositive();
        assertThat(refused.get()).isPositive();
        requireLimits();
        requireEachRequestItsGpus();
        assertThat(count("select count(*) from deployment where cluster = :cluster"))
                .isEqualTo(submitted.get());
        assertThat(count("select count(*) from approval_request where cluster = :cluster and kind = 'SUBMIT'"))
                .isEqualTo(submitted.get());

        passHours(HOLD_HOURS + 1);
        parts.forEach(Part::retireAll);
        requireEachRequestItsGpus();
        assertThat(count("select coalesce(sum(held_gpus), 0) from quota_balance where cluster = :cluster"))
                .isZero();
    }

    private void run(int seconds) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (Part part : parts) {
                BooleanSupplier goesOn = () -> seconds > 0 ? System.nanoTime() < end : part.steps < STEPS;
                running.add(threads.submit(() -> {
                    while (goesOn.getAsBoolean()) {
                        part.step();
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    /** Requests that nobody decided on for three of these hours expire. */
    private synchronized void passHours(int hours) {
        clock.advance(Duration.ofHours(hours));
        scenario.reportInventory(parts.getFirst().setting);
        expiringApprovals.work().run();
    }

    /** In one statement, so from one moment: nowhere is more held below a node than it may hold. */
    private void requireLimits() {
        assertThat(jdbc.sql("""
                                with recursive below (top, id) as (
                                    select id, id from org_node
                                    union all
                                    select b.top, n.id from below b join org_node n on n.parent_id = b.id
                                )
                                select n.name || ': ' || sum(q.held_gpus) || ' of ' || max(t.burst_limit_gpus)
                                  from quota_balance t
                                  join org_node n on n.id = t.node_id
                                  join below b on b.top = t.node_id
                                  join quota_balance q
                                    on q.node_id = b.id and q.cluster = t.cluster and q.gpu_product = t.gpu_product
                                 where t.cluster = :cluster
                                 group by n.id, n.name
                                having sum(q.held_gpus) > max(t.burst_limit_gpus)
                                    or sum(q.held_production_gpus) > max(t.guaranteed_gpus)
                                """).param("cluster", CLUSTER).query(String.class).list())
                .isEmpty();
    }

    /** What the ledger has open is what waits and what deployments hold, and adds up to the balances. */
    private void requireEachRequestItsGpus() {
        String open = """
                with open as (
                    select holder, team_id, sum(case kind when 'HOLD' then gpus when 'RELEASE' then -gpus else 0 end) as gpus
                      from quota_entry where cluster = :cluster group by holder, team_id
                )
                """;
        assertThat(jdbc.sql(open + """
                                select r.deployment_name || ' ' || r.state || ': asks for ' || r.gpus || ', holds ' || coalesce(o.gpus, 0)
                                  from approval_request r left join open o on o.holder = r.id
                                 where r.cluster = :cluster
                                   and coalesce(o.gpus, 0) <> case r.state when 'WAITING' then r.gpus else 0 end
                                """)
                        .param("cluster", CLUSTER)
                        .query(String.class)
                        .list())
                .isEmpty();
        assertThat(jdbc.sql(open + """
                                select 'held by nobody: ' || o.gpus from open o
                                 where o.gpus <> 0
                                   and not exists (select from approval_request r where r.id = o.holder)
                                   and not exists (select from deployment d where d.id = o.holder and d.retired_at is null)
                                """)
                        .param("cluster", CLUSTER)
                        .query(String.class)
                        .list())
                .isEmpty();
        assertThat(jdbc.sql(open + """
                                select n.name || ': balance ' || q.held_gpus || ', ledger ' || coalesce(sum(o.gpus), 0)
                                  from quota_balance q
                                  join org_node n on n.id = q.node_id and n.kind = 'TEAM'
                                  left join open o on o.team_id = q.node_id
                                 where q.cluster = :cluster
                                 group by n.id, n.name, q.held_gpus
                                having q.held_gpus <> coalesce(sum(o.gpus), 0)
                                """)
                        .param("cluster", CLUSTER)
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    private int count(String sql) {
        return jdbc.sql(sql).param("cluster", CLUSTER).query(Integer.class).single();
    }

    private String endedRequests() {
        return String.join(
                ", ",
                jdbc.sql(
                                "select state || ' ' || count(*) from approval_request where cluster = :cluster group by state")
                        .param("cluster", CLUSTER)
                        .query(String.class)
                        .list());
    }

    private void give(String node, int guaranteed, int burst, int lendable) {
        administration.change(
                node, POOL, new QuotaEdit(new QuotaTerms(guaranteed, burst, lendable, false), false, ""), null, admin);
    }

    private void ask(String node, Approver stage) {
        policies.create(
                node,
                new PolicyTerms(
                        "Everything",
                        1,
                        new PolicyConditions(null, null, Set.of(), Set.of(), Set.of()),
                        List.of(stage),
                        HOLD_HOURS),
                UUID.randomUUID().toString(),
                admin);
    }

    /** One thread's part: a member of a team, who also has the ear of those who approve. */
    private final class Part {
        final Setting setting;
        final List<Actor> approvers;
        final Random random;
        final List<DeploymentId> own = new ArrayList<>();
        final SubmitRequest wish;
        int steps;

        /** What it wishes is planned while there is room, for later there may be none. */
        Part(Setting setting, List<Actor> approvers, Random random) {
            this.setting = setting;
            this.wish = scenario.acceptance(setting, "wish");
            this.approvers = approvers;
            this.random = random;
        }

        void step() {
            steps++;
            try {
                switch (random.nextInt(20)) {
                    case 0 -> passHours(1);
                    case 1 -> requireLimits();
                    case 2, 3, 4, 5, 6 -> decide();
                    case 7 -> withdraw();
                    case 8, 9, 10 -> resize();
                    case 11, 12, 13 -> retire();
                    default -> submit();
                }
            } catch (PlatformProblem e) {
                // No room, or somebody was faster: an answer, not a loss.
                refused.incrementAndGet();
            }
        }

        private void submit() {
            QuotaClass quotaClass = random.nextBoolean() ? QuotaClass.ONLINE_PRODUCTION : QuotaClass.ONLINE_DEVELOPMENT;
            SubmitRequest request = new SubmitRequest(
                    "chat-" + submitted.get() + "-" + random.nextInt(1_000_000),
                    wish.digest(),
                    wish.plan(),
                    wish.seen(),
                    quotaClass,
                    null);
            own.add(submitting
                    .submit(request, UUID.randomUUID().toString(), setting.member())
                    .id());
            submitted.incrementAndGet();
        }

        private void decide() {
            Actor approver = approvers.get(random.nextInt(approvers.size()));
            List<ApprovalRequest> waiting = approvals.toDecide(approver);
            if (!waiting.isEmpty()) {
                ApprovalRequest one = waiting.get(random.nextInt(waiting.size()));
                if (random.nextInt(4) == 0) {
                    deciding.reject(one.id(), one.revision(), "not now", approver);
                } else {
                    deciding.approve(one.id(), one.revision(), null, approver);
                }
            }
        }

        private void withdraw() {
            if (!own.isEmpty()) {
                approvals
                        .latest(any(), setting.member())
                        .ifPresent(request -> deciding.withdraw(request.id(), request.revision(), setting.member()));
            }
        }

        private UUID any() {
            return own.get(random.nextInt(own.size())).value();
        }

        private void resize() {
            if (!own.isEmpty()) {
                DeploymentId id = new DeploymentId(any());
                int replicas = 1 + random.nextInt(3);
                changing.change(
                        id,
                        new DeploymentChange.Resize(replicas, replicas),
                        deployments.one(id, setting.member()).generation(),
                        UUID.randomUUID().toString(),
                        setting.member());
            }
        }

        private void retire() {
            if (!own.isEmpty()) {
                retire(new DeploymentId(any()));
            }
        }

        /** What the cluster says of it comes at once. */
        private void retire(DeploymentId id) {
            retiring.retire(id, setting.member());
            long generation = deployments.one(id, setting.member()).generation();
            scenario.report(
                    setting,
                    new DeploymentObservation(
                            id.value(),
                            generation,
                            clock.instant(),
                            List.of(),
                            0,
                            0,
                            List.of(),
                            null,
                            List.of(),
                            true));
        }

        void retireAll() {
            own.stream()
                    .filter(id -> deployments.one(id, setting.member()).retiredAt() == null)
                    .forEach(this::retire);
        }
    }
}
