package io.sextant.api.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.quota.StoppableWork.Running;
import io.sextant.api.tenancy.TeamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GiveBackTest {
    private static final String ROOT = "root";
    private static final String OWNER = "owner";
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final List<Running> running = new ArrayList<>();
    private final List<StoppableWork.Ending> ends = new ArrayList<>();

    @Test
    void endsBatchesBeforeDevelopmentAndOfEachTheYoungest() {
        runs("busy", "old-batch", 1, QuotaClass.OFFLINE, 1);
        runs("busy", "old-development", 1, QuotaClass.ONLINE_DEVELOPMENT, 2);
        runs("busy", "young-development", 1, QuotaClass.ONLINE_DEVELOPMENT, 3);
        runs("busy", "young-batch", 1, QuotaClass.OFFLINE, 4);
        QuotaTree tree = new Trees()
                .node(null, ROOT, 8, 8, 0)
                .node(ROOT, OWNER, 4, 4, 4)
                .node(ROOT, "busy", terms(4, 8, 0), 8, 4)
                .counted();
        assertThat(ending(tree, 4)).containsExactly("young-batch", "old-batch", "young-development", "old-development");
        assertThat(ending(tree, 3)).containsExactly("young-batch", "old-batch", "young-development");
        assertThat(ending(tree, 1)).containsExactly("young-batch");
    }

    @Test
    void neverEndsProductionNorWhatATeamIsGuaranteed() {
        runs("production", "chat", 6, QuotaClass.ONLINE_PRODUCTION, 9);
        runs("within", "trial", 2, QuotaClass.ONLINE_DEVELOPMENT, 8);
        runs("borrower", "batch", 2, QuotaClass.OFFLINE, 1);
        QuotaTree tree = new Trees()
                .node(null, ROOT, 10, 10, 0)
                .node(ROOT, OWNER, 2, 2, 2)
                .node(ROOT, "production", terms(6, 8, 0), 6, 6)
                .node(ROOT, "within", terms(2, 8, 0), 2, 0)
                .node(ROOT, "borrower", terms(0, 8, 0), 2, 0)
                .counted();
        assertThat(ending(tree, 2)).containsExactly("batch");
    }

    @Test
    void endsOneWholeThoughOnlyAPartOfItIsBorrowed() {
        runs("busy", "batch", 6, QuotaClass.OFFLINE, 1);
        QuotaTree tree = new Trees()
                .node(null, ROOT, 8, 8, 0)
                .node(ROOT, OWNER, 4, 4, 4)
                .node(ROOT, "busy", terms(4, 8, 0), 6, 0)
                .counted();
        assertThat(ending(tree, 4)).containsExactly("batch");
    }

    @Test
    void endsNothingWhereTheGpusAreFree() {
        runs("busy", "batch", 2, QuotaClass.OFFLINE, 1);
        QuotaTree tree = new Trees()
                .node(null, ROOT, 8, 8, 0)
                .node(ROOT, OWNER, 4, 4, 4)
                .node(ROOT, "busy", terms(0, 8, 0), 2, 0)
                .counted();
        assertThat(ending(tree, 4)).isEmpty();
    }

    @Test
    void countsWhatIsEndingAlreadyAsGivenBack() {
        ends.add(new StoppableWork.Ending(new TeamId(Trees.id("busy")), Trees.POOL, 2, QuotaClass.OFFLINE));
        runs("busy", "batch", 4, QuotaClass.OFFLINE, 1);
        QuotaTree tree = new Trees()
                .node(null, ROOT, 8, 8, 0)
                .node(ROOT, OWNER, 4, 4, 4)
                .node(ROOT, "busy", terms(0, 8, 0), 6, 0)
                .counted();
        assertThat(ending(tree, 4)).isEmpty();
    }

    @Test
    void leavesOtherDepartmentsAloneWhereItsOwnHoldsMoreThanItIsGuaranteed() {
        runs("sibling", "sibling-batch", 4, QuotaClass.OFFLINE, 1);
        runs("stranger", "stranger-batch", 2, QuotaClass.OFFLINE, 9);
        QuotaTree tree = new Trees()
                .node(null, ROOT, 12, 12, 0)
                .node(ROOT, "department", 6, 12, 6)
                .node("department", OWNER, 4, 4, 4)
                .node("department", "sibling", terms(2, 8, 0), 4, 0)
                .node(ROOT, "elsewhere", 6, 12, 6)
                .node("elsewhere", "stranger", terms(0, 8, 0), 2, 0)
                .node("elsewhere", "quiet", terms(6, 6, 0), 6, 6)
                .counted();
        assertThat(ending(tree, 4)).containsExactly("sibling-batch");
    }

    @Test
    void takesFromAnotherDepartmentWhatThatBorrows() {
        runs("stranger", "stranger-batch", 4, QuotaClass.OFFLINE, 1);
        runs("sibling", "sibling-trial", 2, QuotaClass.ONLINE_DEVELOPMENT, 9);
        QuotaTree tree = new Trees()
                .node(null, ROOT, 12, 12, 0)
                .node(ROOT, "department", 8, 12, 4)
                .node("department", OWNER, 4, 4, 4)
                .node("department", "sibling", terms(4, 8, 0), 4, 0)
                .node(ROOT, "elsewhere", 4, 12, 0)
                .node("elsewhere", "stranger", terms(4, 12, 0), 8, 0)
                .counted();
        runs("stranger", "stranger-trial", 4, QuotaClass.ONLINE_DEVELOPMENT, 2);
        assertThat(ending(tree, 4)).containsExactly("stranger-batch");
    }

    @Test
    void sparesWhoWasChosenBeforeOneThatGivesEnoughAlone() {
        runs("busy", "large", 4, QuotaClass.OFFLINE, 1);
        runs("busy", "small", 1, QuotaClass.OFFLINE, 2);
        QuotaTree tree = new Trees()
                .node(null, ROOT, 9, 9, 0)
                .node(ROOT, OWNER, 4, 4, 4)
                .node(ROOT, "busy", terms(4, 9, 0), 9, 4)
                .counted();
        assertThat(ending(tree, 4)).containsExactly("large");
    }

    @Test
    void servesOneOwnerAfterTheOtherAndSaysWhatIsMissing() {
        runs("busy", "batch", 4, QuotaClass.OFFLINE, 2);
        runs("busy", "trial", 2, QuotaClass.ONLINE_DEVELOPMENT, 1);
        QuotaTree tree = new Trees()
                .node(null, ROOT, 12, 12, 0)
                .node(ROOT, OWNER, 4, 4, 4)
                .node(ROOT, "second", 4, 4, 4)
                .node(ROOT, "busy", terms(4, 12, 0), 12, 6)
                .counted();
        TeamId first = new TeamId(Trees.id(OWNER));
        TeamId second = new TeamId(Trees.id("second"));
        GiveBack back = new GiveBack(tree, Set.of(first, second), running, List.of(), Set.of());
        LendableGpus.Ending one = back.next(first, 4, 4);
        LendableGpus.Ending other = back.next(second, 4, 4);
        assertThat(names(one)).containsExactly("batch");
        assertThat(one.missingGpus()).isZero();
        assertThat(names(other)).containsExactly("trial");
        assertThat(other.missingGpus()).isEqualTo(2);
    }

    @Test
    void endsNothingWhereALoweredLimitWouldTakeWhatComesBack() {
        runs("busy", "batch", 2, QuotaClass.OFFLINE, 2);
        runs("busy", "trial", 4, QuotaClass.ONLINE_DEVELOPMENT, 1);
        QuotaTree tree = new Trees()
                .node(null, ROOT, 6, 6, 0)
                .node(ROOT, OWNER, 2, 2, 2)
                .node(ROOT, "busy", terms(2, 12, 0), 8, 2)
                .counted();
        assertThat(ending(tree, 2)).isEmpty();
    }

    @Test
    void endsWhoWasWarnedBeforeOthersOfItsClass() {
        runs("busy", "warned", 2, QuotaClass.OFFLINE, 1);
        runs("busy", "younger", 2, QuotaClass.OFFLINE, 2);
        QuotaTree tree = new Trees()
                .node(null, ROOT, 8, 8, 0)
                .node(ROOT, OWNER, 4, 4, 4)
                .node(ROOT, "busy", terms(4, 8, 0), 8, 4)
                .counted();
        GiveBack back = new GiveBack(tree, Set.of(), running, List.of(), Set.of(Trees.id("warned")));
        assertThat(names(back.next(new TeamId(Trees.id(OWNER)), 2, 2))).containsExactly("warned");
    }

    private List<String> ending(QuotaTree tree, int gpus) {
        return names(new GiveBack(tree, Set.of(), running, List.copyOf(ends), Set.of())
                .next(new TeamId(Trees.id(OWNER)), gpus, gpus));
    }

    private static List<String> names(LendableGpus.Ending ending) {
        return ending.works().stream().map(Running::name).toList();
    }

    private void runs(String team, String name, int gpus, QuotaClass quotaClass, int day) {
        running.add(new Running(
                Trees.id(name),
                name,
                new TeamId(Trees.id(team)),
                Trees.POOL,
                gpus,
                quotaClass,
                START.plusSeconds(86_400L * day)));
    }

    private static QuotaTerms terms(int guaranteed, int burst, int lendable) {
        return new QuotaTerms(guaranteed, burst, lendable, false);
    }
}
