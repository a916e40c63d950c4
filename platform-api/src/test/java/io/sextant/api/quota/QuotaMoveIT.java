package io.sextant.api.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.OrganisationSetup;
import io.sextant.api.tenancy.OrganisationTree;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** Nodes come to lie elsewhere with their quota, and no sum is lost on the way. */
@ApiTest
class QuotaMoveIT {
    private static final String ROOT = "test-organisation";
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    MockMvcTester rest;

    @Autowired
    People people;

    @Autowired
    OrganisationSetup setup;

    @Autowired
    OrganisationTree tree;

    @Autowired
    ClusterRegistration clusters;

    @Autowired
    QuotaAdministration administration;

    @Autowired
    QuotaOverview overview;

    @Autowired
    QuotaLedger ledger;

    @Autowired
    QuotaRows rows;

    @Autowired
    QuotaEntries entries;

    @Autowired
    TransactionTemplate transactions;

    private QuotaPool pool;
    private String prefix;
    private Actor admin;

    @BeforeEach
    void aPoolOfItsOwn() {
        prefix = "move-" + COUNT.incrementAndGet() + "-";
        pool = new QuotaPool(prefix + "cluster", "NVIDIA-H100-80GB-HBM3");
        clusters.ensure(pool.cluster(), "For quota that moves");
        people.team();
        admin = people.platform(PlatformRole.PLATFORM_ADMIN);
    }

    @Test
    void refusesWithNumbersWhatDoesNotFitAndMovesWhatDoes() {
        Team team = threeLevels();
        hold(team, UUID.randomUUID(), 3, QuotaClass.ONLINE_PRODUCTION);
        String there = prefix + "south";
        assertThat(dryRun(team.slug(), there))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[0].noLongerFits[0].facts.asked")
                .isEqualTo(2);
        assertThatExceptionOfType(PlatformProblem.Conflict.class)
                .isThrownBy(() -> tree.move(team.slug(), 1, there, admin))
                .satisfies(refused -> assertThat(refused.facts())
                        .containsEntry("node", prefix + "south")
                        .containsEntry("limit", 4)
                        .containsEntry("used", 6)
                        .containsEntry("asked", 2));
        consistent();

        give(there, new QuotaTerms(6, 6, 0, false));
        tree.move(team.slug(), 1, there, admin);

        consistent();
        QuotaTree now = rows.tree(pool);
        assertThat(standing(now, prefix + "north").usedGpus()).isZero();
        assertThat(standing(now, prefix + "north").assignedGpus()).isZero();
        assertThat(standing(now, there).usedGpus()).isEqualTo(3);
        assertThat(standing(now, there).assignedGpus()).isEqualTo(6);
        assertThat(overview.history(there, pool, PageRequest.of(null, null), admin)
                        .items())
                .anyMatch(event -> event instanceof QuotaEvent.GpusBooked booked && booked.gpus() == 3);
        assertThatExceptionOfType(PlatformProblem.QuotaExceeded.class)
                .isThrownBy(() -> hold(team, UUID.randomUUID(), 4, QuotaClass.ONLINE_PRODUCTION));
        hold(team, UUID.randomUUID(), 3, QuotaClass.ONLINE_PRODUCTION);
        consistent();
    }

    @Test
    void keepsEverySumThroughRandomMoves() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Forest forest = forest(random);
        Map<UUID, Integer> holders = new HashMap<>();
        int moved = 0;
        for (int round = 0; round < 120; round++) {
            int kind = random.nextInt(3);
            if (kind == 0) {
                moved += move(any(forest.movable(), random), any(forest.departments(), random)) ? 1 : 0;
            } else if (kind == 1) {
                UUID holder = UUID.randomUUID();
                QuotaClass quotaClass = any(List.of(QuotaClass.values()), random);
                if (tryHold(any(forest.teams(), random), holder, 1 + random.nextInt(4), quotaClass)) {
                    holders.put(holder, 1);
                }
            } else if (!holders.isEmpty()) {
                UUID holder = any(List.copyOf(holders.keySet()), random);
                holders.remove(holder);
                transactions.executeWithoutResult(status -> ledger.release(holder, 1));
            }
            consistent(seed);
        }
        assertThat(moved).as("seed %d", seed).isPositive();
    }

    @Test
    void movesWhileOthersBook() throws Exception {
        Random random = new Random(7);
        Forest forest = forest(random);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> booking = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                Random own = new Random(thread);
                booking.add(threads.submit(() -> {
                    for (int round = 0; round < 40; round++) {
                        UUID holder = UUID.randomUUID();
                        if (tryHold(any(forest.teams(), own), holder, 1, QuotaClass.OFFLINE) && own.nextBoolean()) {
                            transactions.executeWithoutResult(status -> ledger.release(holder, 1));
                        }
                    }
                }));
            }
            for (int round = 0; round < 25; round++) {
                move(any(forest.movable(), random), any(forest.departments(), random));
                tryGive(any(forest.departments(), random), new QuotaTerms(20, 60, random.nextInt(20), true));
            }
            for (Future<?> done : booking) {
                done.get();
            }
        }
        consistent();
    }

    private record Forest(List<String> departments, List<String> movable, List<Team> teams) {}

    /** Departments two deep with plenty and with little, some openly overcommitted, and teams below them. */
    private Forest forest(Random random) {
        give(ROOT, new QuotaTerms(200, 240, 20, true));
        List<String> departments = new ArrayList<>();
        List<String> movable = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            String slug = prefix + "department-" + number;
            setup.department(slug, slug, number < 3 ? ROOT : departments.get(random.nextInt(3)));
            departments.add(slug);
            if (number >= 3) {
                movable.add(slug);
            }
            int guaranteed = 10 + random.nextInt(20);
            give(
                    slug,
                    new QuotaTerms(
                            guaranteed,
                            guaranteed + 10,
                            random.nextInt(guaranteed),
                            random.nextBoolean() || number < 3));
        }
        List<Team> teams = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            Team team = setup.team(prefix + "team-" + number, "Team " + number, departments.get(number % 3));
            int guaranteed = random.nextInt(6);
            give(
                    team.slug(),
                    new QuotaTerms(guaranteed, guaranteed + random.nextInt(5), random.nextInt(guaranteed + 1), false));
            teams.add(team);
            movable.add(team.slug());
        }
        return new Forest(departments, movable, teams);
    }

    /** Root 10, north 6 with the team, which has all of it, and south 4. */
    private Team threeLevels() {
        setup.department(prefix + "north", prefix + "north", ROOT);
        setup.department(prefix + "south", prefix + "south", ROOT);
        Team team = setup.team(prefix + "team", prefix + "team", prefix + "north");
        give(ROOT, new QuotaTerms(12, 12, 0, false));
        give(prefix + "north", new QuotaTerms(6, 6, 0, false));
        give(prefix + "south", new QuotaTerms(4, 4, 0, false));
        give(team.slug(), new QuotaTerms(6, 6, 0, false));
        return team;
    }

    private boolean move(String slug, String parent) {
        int revision = tree.all(admin).stream()
                .filter(unit -> unit.slug().equals(slug))
                .findFirst()
                .orElseThrow()
                .revision();
        try {
            tree.move(slug, revision, parent, admin);
            return true;
        } catch (PlatformProblem.Conflict refused) {
            return false;
        }
    }

    private boolean tryHold(Team team, UUID holder, int gpus, QuotaClass quotaClass) {
        try {
            hold(team, holder, gpus, quotaClass);
            return true;
        } catch (PlatformProblem.QuotaExceeded spent) {
            return false;
        }
    }

    private void hold(Team team, UUID holder, int gpus, QuotaClass quotaClass) {
        transactions.executeWithoutResult(status -> ledger.hold(team, pool, holder, 1, gpus, quotaClass));
    }

    private void give(String node, QuotaTerms terms) {
        administration.change(node, pool, new QuotaEdit(terms, false, "For a test."), null, admin);
    }

    private void tryGive(String node, QuotaTerms terms) {
        try {
            give(node, terms);
        } catch (PlatformProblem.Conflict more) {
            assertThat(more.type()).isEqualTo("quota-does-not-fit");
        }
    }

    private MvcTestResult dryRun(String unit, String parent) {
        return rest.put()
                .uri("/api/v1/organisation/" + unit + "/parent?dry_run=true")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"parent\": \"" + parent + "\"}")
                .header(HttpHeaders.AUTHORIZATION, people.bearer(admin))
                .exchange();
    }

    private static QuotaStanding standing(QuotaTree now, String slug) {
        return now.steps().stream()
                .filter(step -> step.node().slug().equals(slug))
                .map(step -> now.standing(step.node().id()))
                .findFirst()
                .orElseThrow();
    }

    private void consistent() {
        consistent(0);
    }

    private void consistent(long seed) {
        QuotaTree kept = rows.tree(pool);
        QuotaTree counted = kept.counted();
        Map<QuotaReconciliation.Place, Integer> open = entries.openGpus();
        for (QuotaPath.Step step : kept.steps()) {
            if (step.balance().revision() > 0) {
                assertThat(step.balance())
                        .as("%s, seed %d", step.node().slug(), seed)
                        .isEqualTo(counted.step(step.node().id()).balance());
                assertThat(step.balance().heldGpus())
                        .as("%s, seed %d", step.node().slug(), seed)
                        .isEqualTo(open.getOrDefault(
                                new QuotaReconciliation.Place(step.node().id(), pool), 0));
            }
        }
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
