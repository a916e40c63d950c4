package io.sextant.api.reclaim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.notification.InboxNotice;
import io.sextant.api.notification.NoticeInbox;
import io.sextant.api.notification.NoticeKind;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaAdministration;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.quota.QuotaEdit;
import io.sextant.api.quota.QuotaLedger;
import io.sextant.api.quota.QuotaOverview;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.QuotaReconciliation;
import io.sextant.api.quota.QuotaStanding;
import io.sextant.api.quota.QuotaTerms;
import io.sextant.api.quota.Quotas;
import io.sextant.api.quota.StoppableWork;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import io.sextant.api.testing.WorkOfTests;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** A team that lends four of its four GPUs, all of which another team has borrowed. */
@ApiTest
@TestPropertySource(properties = "sextant.test.database=reclaim")
class ReclaimIT {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration GRACE = Duration.ofMinutes(30);

    @Autowired
    WorkOfTests work;

    @Autowired
    Reclaims reclaims;

    @Autowired
    CarryOutReclaims carrying;

    @Autowired
    CarryOutReclaim carryingOut;

    @Autowired
    QuotaOverview overview;

    @Autowired
    QuotaAdministration quota;

    @Autowired
    Quotas quotas;

    @Autowired
    QuotaLedger ledger;

    @Autowired
    QuotaReconciliation reconciliation;

    @Autowired
    ClusterRegistration clusters;

    @Autowired
    NoticeInbox inbox;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MockMvcTester rest;

    private Actor admin;
    private Team owner;
    private Team borrower;
    private Actor asking;
    private Actor borrowing;
    private QuotaPool pool;
    private UUID batch;
    private UUID trial;

    @BeforeEach
    void everythingIsLent() {
        admin = people.platform(PlatformRole.PLATFORM_ADMIN);
        owner = people.team();
        borrower = people.team();
        asking = people.member(owner, TeamRole.MEMBER);
        borrowing = people.member(borrower, TeamRole.MEMBER);
        pool = new QuotaPool("reclaim-" + COUNT.incrementAndGet(), "NVIDIA-H100-80GB-HBM3");
        clusters.ensure(pool.cluster(), "Cluster of a test");
        give("test-organisation", new QuotaTerms(8, 8, 0, false));
        give("test-department", new QuotaTerms(8, 8, 0, false));
        give(owner.slug(), new QuotaTerms(4, 4, 4, false));
        give(borrower.slug(), new QuotaTerms(4, 8, 0, false));
        hold(borrower, UUID.randomUUID(), 2, QuotaClass.ONLINE_PRODUCTION);
        trial = runs("trial", 2, QuotaClass.ONLINE_DEVELOPMENT);
        batch = runs("batch", 4, QuotaClass.OFFLINE);
    }

    @AfterEach
    void nothingRuns() {
        work.clear();
    }

    @Test
    void isOfferedByTheRefusalOfWhatIsGuaranteed() {
        assertThatExceptionOfType(PlatformProblem.QuotaExceeded.class)
                .isThrownBy(() -> hold(owner, UUID.randomUUID(), 4, QuotaClass.ONLINE_PRODUCTION))
                .satisfies(refused -> assertThat(refused.remedy()).contains("Ask the 4 GPUs back that others borrow"));
    }

    @Test
    void keepsTheGpusForTheirOwnerAtOnceAndEndsWhoBorrowedThemAfterTheGrace() {
        ReclaimStanding standing = reclaims.ask(wish(4), asking);
        assertThat(standing.freeGpus()).isZero();
        assertThat(standing.comingGpus()).isEqualTo(4);
        assertThat(standing.missingGpus()).isZero();
        assertThat(standing.endingBy()).isEqualTo(clock.instant().plus(GRACE));
        assertThat(told(borrowing)).containsExactly("To be stopped, since it runs on borrowed GPUs: batch");
        assertThat(reclaims.stopOf(batch)).contains(clock.instant().plus(GRACE));
        assertThat(reclaims.stopOf(trial)).isEmpty();
        assertThatExceptionOfType(PlatformProblem.QuotaExceeded.class)
                .isThrownBy(() -> hold(borrower, UUID.randomUUID(), 1, QuotaClass.OFFLINE));

        clock.advance(GRACE.minusSeconds(1));
        carrying.look();
        assertThat(work.stopped()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        carrying.look();
        carrying.look();
        assertThat(work.stopped()).containsExactly("batch");
        assertThat(told(asking)).isEmpty();
        givesBack(batch);
        carrying.look();
        carrying.look();
        assertThat(work.running()).extracting(StoppableWork.Running::name).containsExactly("trial");
        assertThat(told(asking)).containsExactly("The GPUs that %s asked back are there".formatted(owner.name()));
        assertThat(sumsDiffer()).isFalse();
        hold(owner, UUID.randomUUID(), 4, QuotaClass.ONLINE_PRODUCTION);
        assertThat(organisation().usedGpus()).isEqualTo(8);
        assertThat(sumsDiffer()).isFalse();
    }

    @Test
    void givesTheOwnerNoMoreThanOthersHaveGivenBack() {
        reclaims.ask(wish(4), asking);
        assertThatExceptionOfType(PlatformProblem.QuotaExceeded.class)
                .isThrownBy(() -> hold(owner, UUID.randomUUID(), 1, QuotaClass.ONLINE_PRODUCTION))
                .satisfies(refused -> {
                    assertThat(refused.detail()).contains("others have not given back yet: 0 are there");
                    assertThat(refused.remedy())
                            .contains("Wait until what the team asked back is there")
                            .doesNotContain("Ask the");
                });
        givesBack(trial);
        assertThat(quotas.balance(owner.id(), pool).freeGpus()).isEqualTo(2);
        hold(owner, UUID.randomUUID(), 2, QuotaClass.ONLINE_PRODUCTION);
        assertThatExceptionOfType(PlatformProblem.QuotaExceeded.class)
                .isThrownBy(() -> hold(owner, UUID.randomUUID(), 1, QuotaClass.ONLINE_PRODUCTION));
        assertThat(organisation().usedGpus()).isEqualTo(8);
        assertThat(organisation().freeGpus()).isZero();
    }

    @Test
    void leavesTheOwnerWhatItNeverLentWhateverElseItAsksBack() {
        give(borrower.slug(), new QuotaTerms(2, 8, 0, false));
        give(owner.slug(), new QuotaTerms(6, 6, 4, false));
        work.stop(trial, why(), () -> true);
        givesBack(trial);
        reclaims.ask(wish(6), asking);
        hold(owner, UUID.randomUUID(), 2, QuotaClass.ONLINE_PRODUCTION);
        assertThatExceptionOfType(PlatformProblem.QuotaExceeded.class)
                .isThrownBy(() -> hold(owner, UUID.randomUUID(), 1, QuotaClass.ONLINE_PRODUCTION));
    }

    @Test
    void tellsNobodyThatTheyNeedNotEndWhoEndedThemselves() {
        reclaims.ask(wish(4), asking);
        work.stop(batch, why(), () -> true);
        givesBack(batch);
        clock.advance(GRACE);
        carrying.look();
        assertThat(work.running()).extracting(StoppableWork.Running::name).containsExactly("trial");
        assertThat(told(borrowing)).containsExactly("To be stopped, since it runs on borrowed GPUs: batch");
        assertThat(reclaims.stopOf(batch)).isEmpty();
    }

    @Test
    void sparesWhoWasWarnedWhenEnoughCameBackBefore() {
        UUID reclaim = reclaims.ask(wish(2), asking).reclaim().id();
        work.stop(trial, why(), () -> true);
        givesBack(trial);
        clock.advance(GRACE);
        carrying.look();
        assertThat(work.stopped()).containsExactly("trial");
        assertThat(told(borrowing))
                .containsExactly("batch need not end", "To be stopped, since it runs on borrowed GPUs: batch");
        assertThat(reclaims.one(reclaim, admin).borrowers()).isEmpty();
    }

    @Test
    void warnsWhoIsChosenLaterWithAGraceOfItsOwn() {
        // It waits for an approval: GPUs are held, but nothing runs that could end.
        work.clear();
        ReclaimStanding standing = reclaims.ask(wish(4), asking);
        assertThat(standing.endingBy()).isNull();
        assertThat(standing.missingGpus()).isEqualTo(4);
        clock.advance(GRACE);
        work.start(running(batch, "batch", 4, QuotaClass.OFFLINE));
        carrying.look();
        assertThat(reclaims.stopOf(batch)).contains(clock.instant().plus(GRACE));
        clock.advance(GRACE.minusSeconds(1));
        carrying.look();
        assertThat(work.stopped()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        carrying.look();
        assertThat(work.stopped()).containsExactly("batch");
    }

    @Test
    void stopsAgainWhatIsStartedAgainBeforeItGaveItsGpusBack() {
        reclaims.ask(wish(4), asking);
        clock.advance(GRACE);
        carrying.look();
        work.start(running(batch, "batch", 4, QuotaClass.OFFLINE));
        carrying.look();
        assertThat(work.stopped()).containsExactly("batch", "batch");
    }

    @Test
    void stopsNobodyForAReclaimThatIsWithdrawnWhileItLooks() {
        UUID reclaim = reclaims.ask(wish(4), asking).reclaim().id();
        clock.advance(GRACE);
        List<CarryOutReclaim.Due> due = carryingOut.look(pool);
        assertThat(due).extracting(CarryOutReclaim.Due::deployment).containsExactly(batch);
        reclaims.withdraw(reclaim, 1, asking);
        assertThat(work.stop(batch, why(), () -> carryingOut.stops(pool, reclaim, batch)))
                .isFalse();
        assertThat(work.running()).hasSize(2);
        assertThat(told(borrowing))
                .containsExactly("batch need not end", "To be stopped, since it runs on borrowed GPUs: batch");
    }

    @Test
    void asksEachBorrowerOnceWhereTwoOwnersAskBack() {
        give("test-organisation", new QuotaTerms(12, 12, 0, false));
        give("test-department", new QuotaTerms(12, 12, 0, false));
        give(borrower.slug(), new QuotaTerms(4, 12, 0, false));
        Team second = people.team();
        give(second.slug(), new QuotaTerms(4, 4, 4, false));
        UUID young = runs("young", 4, QuotaClass.OFFLINE);
        Actor too = people.member(second, TeamRole.MEMBER);
        UUID first = reclaims.ask(wish(4), asking).reclaim().id();
        clock.advance(Duration.ofSeconds(1));
        reclaims.ask(new ReclaimWish(second.slug(), pool, 4, "Mine, too"), too);
        assertThat(told(borrowing)).hasSize(2);
        clock.advance(GRACE);
        carrying.look();
        assertThat(work.stopped()).containsExactlyInAnyOrder("young", "batch");
        givesBack(batch);
        givesBack(young);
        carrying.look();
        hold(owner, UUID.randomUUID(), 4, QuotaClass.ONLINE_PRODUCTION);
        hold(second, UUID.randomUUID(), 4, QuotaClass.ONLINE_PRODUCTION);
        reclaims.withdraw(first, 1, asking);
        carrying.look();
        assertThat(work.running()).extracting(StoppableWork.Running::name).containsExactly("trial");
        assertThat(organisation().usedGpus()).isEqualTo(12);
        assertThat(sumsDiffer()).isFalse();
    }

    @Test
    void servesBothOwnersWhicheverBorrowerEndsFirst() {
        give("test-organisation", new QuotaTerms(12, 12, 0, false));
        give("test-department", new QuotaTerms(12, 12, 0, false));
        give(borrower.slug(), new QuotaTerms(4, 12, 0, false));
        Team second = people.team();
        give(second.slug(), new QuotaTerms(4, 4, 4, false));
        UUID other = runs("other", 4, QuotaClass.OFFLINE);
        Actor too = people.member(second, TeamRole.MEMBER);
        UUID first = reclaims.ask(wish(4), asking).reclaim().id();
        clock.advance(Duration.ofSeconds(1));
        reclaims.ask(new ReclaimWish(second.slug(), pool, 4, "Mine, too"), too);
        UUID ofSecond =
                reclaims.one(first, admin).borrowers().getFirst().deployment().equals(batch) ? other : batch;
        work.stop(ofSecond, why(), () -> true);
        givesBack(ofSecond);
        clock.advance(GRACE);
        carrying.look();
        carrying.look();
        assertThat(work.running()).extracting(StoppableWork.Running::name).containsExactly("trial");
        assertThat(told(borrowing)).hasSize(2).noneMatch(title -> title.endsWith("need not end"));
        givesBack(ofSecond.equals(batch) ? other : batch);
        assertThat(quotas.balance(owner.id(), pool).freeGpus()).isEqualTo(4);
        assertThat(quotas.balance(second.id(), pool).freeGpus()).isEqualTo(4);
    }

    @Test
    void isRefusedWhereALimitAboveWasLoweredBelowWhatIsHeld() {
        give(owner.slug(), new QuotaTerms(2, 2, 2, false));
        give("test-organisation", new QuotaTerms(6, 6, 0, true));
        assertThatExceptionOfType(PlatformProblem.Conflict.class).isThrownBy(() -> reclaims.ask(wish(2), asking));
        assertThat(reclaims.visibleTo(asking)).isEmpty();
    }

    @Test
    void saysWhatDoesNotComeBackSinceProductionHasIt() {
        give(borrower.slug(), new QuotaTerms(4, 8, 0, false));
        work.stop(batch, why(), () -> true);
        givesBack(batch);
        hold(borrower, UUID.randomUUID(), 2, QuotaClass.ONLINE_PRODUCTION);
        UUID small = runs("batch", 2, QuotaClass.OFFLINE);
        give(borrower.slug(), new QuotaTerms(2, 8, 0, false));
        give(owner.slug(), new QuotaTerms(6, 6, 6, false));
        ReclaimEffect effect = reclaims.effect(wish(6), asking);
        assertThat(effect.endingGpus()).isEqualTo(4);
        assertThat(effect.missingGpus()).isEqualTo(2);
        assertThat(effect.lentGpus()).isEqualTo(4);
        reclaims.ask(wish(6), asking);
        clock.advance(GRACE);
        carrying.look();
        work.stopped().forEach(name -> assertThat(name).isIn("batch", "trial"));
        givesBack(trial);
        givesBack(small);
        carrying.look();
        assertThat(told(asking)).containsExactly("The GPUs that %s asked back are there".formatted(owner.name()));
    }

    @Test
    void keepsWhatWasAskedBackThroughAChangeOfWhatIsLendable() {
        give(owner.slug(), new QuotaTerms(4, 4, 2, false));
        work.stop(trial, why(), () -> true);
        givesBack(trial);
        reclaims.ask(wish(4), asking);
        give(owner.slug(), new QuotaTerms(4, 4, 4, false));
        assertThatExceptionOfType(PlatformProblem.QuotaExceeded.class)
                .isThrownBy(() -> hold(borrower, UUID.randomUUID(), 1, QuotaClass.OFFLINE));
        give(owner.slug(), new QuotaTerms(0, 0, 0, false));
        carrying.look();
        assertThat(reclaims.stopOf(batch)).isEmpty();
        assertThat(sumsDiffer()).isFalse();
    }

    @Test
    void lendsAgainAtItsEndWhatTheOwnerDoesNotHold() {
        UUID reclaim = reclaims.ask(wish(4), asking).reclaim().id();
        clock.advance(GRACE);
        carrying.look();
        givesBack(batch);
        hold(owner, UUID.randomUUID(), 3, QuotaClass.ONLINE_PRODUCTION);
        assertThat(quotas.balance(borrower.id(), pool).freeGpus()).isZero();
        clock.advance(Duration.ofHours(24));
        carrying.look();
        assertThat(reclaims.one(reclaim, asking).reclaim().state()).isEqualTo(Reclaim.State.ENDED);
        assertThat(quotas.balance(borrower.id(), pool).freeGpus()).isEqualTo(1);
        assertThat(quotas.balance(owner.id(), pool).freeGpus()).isEqualTo(1);
    }

    @Test
    void isRefusedForWhatIsFreeOrNotGuaranteedOrAskedTwice() {
        assertThatThrownBy(() -> reclaims.ask(wish(5), asking))
                .isInstanceOf(PlatformProblem.Invalid.class)
                .hasMessageContaining("is guaranteed 4 GPUs");
        assertThatThrownBy(() -> wish(0)).isInstanceOf(PlatformProblem.Invalid.class);
        assertThatThrownBy(() -> wish(Integer.MAX_VALUE)).isInstanceOf(PlatformProblem.Invalid.class);
        givesBack(trial);
        assertThatExceptionOfType(PlatformProblem.Invalid.class)
                .isThrownBy(() -> reclaims.ask(wish(2), asking))
                .satisfies(refused -> assertThat(refused.detail()).contains("free for"));
        UUID open = reclaims.ask(wish(4), asking).reclaim().id();
        assertThatExceptionOfType(PlatformProblem.Conflict.class)
                .isThrownBy(() -> reclaims.ask(wish(4), asking))
                .satisfies(refused -> {
                    assertThat(refused.type()).isEqualTo("reclaim-open");
                    assertThat(refused.facts()).containsEntry("reclaim", open);
                });
        assertThatExceptionOfType(PlatformProblem.Conflict.class)
                .isThrownBy(() -> reclaims.effect(wish(4), asking))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo("reclaim-open"));
    }

    @Test
    void isRefusedBelowANodeThatIsOpenlyOvercommitted() {
        give("test-department", new QuotaTerms(8, 8, 0, true));
        assertThatExceptionOfType(PlatformProblem.Conflict.class)
                .isThrownBy(() -> reclaims.ask(wish(4), asking))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo("nothing-set-aside"));
        assertThat(reclaims.visibleTo(asking)).isEmpty();
    }

    @Test
    void tellsTheOwnerHowMuchComesBackButNotFromWhom() {
        assertThat(post(asking, "?dry_run=true", 4)).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                        {"freeGpus": 0, "lentGpus": 4, "missingGpus": 0, "endingDeployments": 1, "endingGpus": 4, "borrowers": []}
                        """);
        assertThat(work.stopped()).isEmpty();
        assertThat(post(admin, "?dry_run=true", 4))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.borrowers[0].name")
                .isEqualTo("batch");
        assertThat(post(borrowing, "", 4)).hasStatus(404);
        assertThat(post(asking, "", 4))
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$.borrowers")
                .asArray()
                .isEmpty();
        UUID reclaim = reclaims.visibleTo(asking).getFirst().id();
        assertThat(withdraw(asking, reclaim, null)).hasStatus(428);
        assertThat(withdraw(asking, reclaim, "\"7\"")).hasStatus(412);
        assertThat(withdraw(borrowing, reclaim, "\"1\"")).hasStatus(404);
        assertThat(withdraw(asking, reclaim, "\"1\"")).hasStatusOk();
        assertThat(withdraw(asking, reclaim, "\"2\"")).hasStatus(409);
    }

    private MvcTestResult post(Actor actor, String query, int gpus) {
        return rest.post()
                .uri("/api/v1/quota-reclaims" + query)
                .contentType(MediaType.APPLICATION_JSON)
                .content("""
                        {"team": "%s", "cluster": "%s", "gpuProduct": "%s", "gpus": %d, "reason": "A launch"}
                        """.formatted(owner.slug(), pool.cluster(), pool.gpuProduct(), gpus))
                .header(HttpHeaders.AUTHORIZATION, people.bearer(actor))
                .exchange();
    }

    private MvcTestResult withdraw(Actor actor, UUID reclaim, @Nullable String ifMatch) {
        var request = rest.post()
                .uri("/api/v1/quota-reclaims/" + reclaim + "/withdrawal")
                .header(HttpHeaders.AUTHORIZATION, people.bearer(actor));
        return (ifMatch == null ? request : request.header(HttpHeaders.IF_MATCH, ifMatch)).exchange();
    }

    private ReclaimWish wish(int gpus) {
        return new ReclaimWish(owner.slug(), pool, gpus, "The chat goes live");
    }

    private List<String> told(Actor actor) {
        return inbox.list(false, new PageRequest(50, null), actor).items().stream()
                .map(InboxNotice::title)
                .toList();
    }

    private UUID runs(String name, int gpus, QuotaClass quotaClass) {
        UUID id = UUID.randomUUID();
        hold(borrower, id, gpus, quotaClass);
        work.start(running(id, name, gpus, quotaClass));
        return id;
    }

    private QuotaStanding organisation() {
        return overview.one("test-organisation", pool, admin);
    }

    private boolean sumsDiffer() {
        return reconciliation.report(admin).stream()
                .filter(line -> line.pool().equals(pool))
                .anyMatch(line -> line.verdict() == QuotaReconciliation.Verdict.SUMS_DIFFER);
    }

    private static StoppableWork.Why why() {
        return new StoppableWork.Why(NoticeKind.QUOTA_RECLAIM, "", "");
    }

    private StoppableWork.Running running(UUID id, String name, int gpus, QuotaClass quotaClass) {
        return new StoppableWork.Running(id, name, borrower.id(), pool, gpus, quotaClass, clock.instant());
    }

    private void hold(Team team, UUID holder, int gpus, QuotaClass quotaClass) {
        transaction.executeWithoutResult(_ -> {
            ledger.hold(team, pool, holder, 1, gpus, quotaClass);
            ledger.reserve(holder, 1);
        });
    }

    private void givesBack(UUID holder) {
        transaction.executeWithoutResult(_ -> ledger.release(holder, 1));
        work.gone(holder);
    }

    private void give(String node, QuotaTerms terms) {
        quota.change(node, pool, new QuotaEdit(terms, false, ""), null, admin);
    }
}
