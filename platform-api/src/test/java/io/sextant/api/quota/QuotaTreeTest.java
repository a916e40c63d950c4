package io.sextant.api.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.problem.PlatformProblem;
import org.junit.jupiter.api.Test;

class QuotaTreeTest {
    private static final String ROOT = "root";

    @Test
    void leavesATeamWhatItIsGuaranteedAndNoMoreWhereNothingIsLent() {
        QuotaTree tree = new Trees()
                .node(null, ROOT, 10, 10, 0)
                .node(ROOT, "idle", 6, 10, 0)
                .node(ROOT, "busy", terms(4, 10, 0), 4, 0)
                .counted();
        assertThat(room(tree, "busy")).isZero();
        assertThat(room(tree, "idle")).isEqualTo(6);
    }

    @Test
    void letsATeamBorrowWhatAnotherLendsAndWhatNobodyWasGiven() {
        QuotaTree tree = new Trees()
                .node(null, ROOT, 12, 12, 0)
                .node(ROOT, "lender", 6, 6, 4)
                .node(ROOT, "busy", terms(4, 20, 0), 4, 0)
                .counted();
        // Two that nobody was given, and four of the lender's six.
        assertThat(room(tree, "busy")).isEqualTo(6);
        assertThat(standing(tree, "busy").freeForProductionGpus()).isEqualTo(4);
    }

    @Test
    void keepsWhatIsNotLentForItsOwnerHoweverMuchOthersBorrow() {
        QuotaTree tree = new Trees()
                .node(null, ROOT, 12, 12, 0)
                .node(ROOT, "lender", 6, 6, 4)
                .node(ROOT, "busy", terms(4, 20, 0), 10, 0)
                .counted();
        assertThat(room(tree, "busy")).isZero();
        assertThat(room(tree, "lender")).isEqualTo(2);
        assertThat(standing(tree, "busy").borrowedGpus()).isEqualTo(6);
    }

    @Test
    void neverLeavesMoreThanTheBurstLimitOfAnyNodeUpToTheRoot() {
        QuotaTree tree = new Trees()
                .node(null, ROOT, 20, 20, 0)
                .node(ROOT, "department", 8, 9, 0)
                .node("department", "team", terms(4, 50, 0), 4, 0)
                .counted();
        assertThat(room(tree, "team")).isEqualTo(5);
        assertThat(standing(tree, "department").freeGpus()).isEqualTo(5);
        assertThat(standing(tree, "department").unassignedGpus()).isEqualTo(4);
    }

    @Test
    void setsNothingAsideBelowANodeThatIsOvercommitted() {
        QuotaTree tree = new Trees()
                .node(null, ROOT, 10, 10, 0)
                .node(ROOT, "open", new QuotaTerms(6, 6, 0, true), 0, 0)
                .node("open", "first", terms(6, 6, 0), 5, 5)
                .node("open", "second", terms(6, 6, 0), 0, 0)
                .counted();
        assertThat(room(tree, "second")).isEqualTo(1);
        assertThat(standing(tree, "second").freeForProductionGpus()).isEqualTo(1);
        assertThat(tree.step(Trees.id("open")).balance().productionGpus()).isEqualTo(5);
        assertThat(tree.step(Trees.id(ROOT)).balance().productionGpus()).isZero();
        assertThat(tree.step(Trees.id(ROOT)).balance().claimedGpus()).isEqualTo(6);
    }

    @Test
    void givesProductionOnlyWhatIsGuaranteed() {
        QuotaTree tree = new Trees()
                .node(null, ROOT, 20, 20, 0)
                .node(ROOT, "team", terms(4, 12, 0), 3, 3)
                .counted();
        assertThat(standing(tree, "team").freeForProductionGpus()).isEqualTo(1);
        assertThat(standing(tree, "team").freeGpus()).isEqualTo(9);
    }

    @Test
    void countsAPoolWithoutARowAsNothing() {
        QuotaTree tree = new Trees()
                .node(null, ROOT, QuotaTerms.NONE, 0, 0)
                .node(ROOT, "team", QuotaTerms.NONE, 0, 0)
                .counted();
        assertThat(standing(tree, "team").freeGpus()).isZero();
    }

    @Test
    void raisesEveryNodeAboveAsFarAsNeededAndNoFurther() {
        QuotaTree tree = new Trees()
                .node(null, ROOT, 10, 10, 0)
                .node(ROOT, "department", 4, 6, 0)
                .node("department", "team", 4, 4, 0)
                .counted()
                .with(Trees.id("team"), terms(9, 9, 0))
                .raisedAbove(Trees.id("team"));
        assertThat(tree.step(Trees.id("department")).balance().terms()).isEqualTo(terms(9, 9, 0));
        assertThat(tree.step(Trees.id(ROOT)).balance().terms()).isEqualTo(terms(10, 10, 0));
    }

    @Test
    void tellsWhatWouldStandAboveALowerLimit() {
        QuotaTree before = new Trees()
                .node(null, ROOT, 10, 10, 0)
                .node(ROOT, "team", terms(8, 8, 0), 6, 6)
                .counted();
        QuotaTree after = before.with(Trees.id("team"), terms(4, 4, 0));
        QuotaPreview preview =
                QuotaPreview.of(before, after, before.step(Trees.id("team")).node());
        assertThat(preview.noLongerFits()).singleElement().satisfies(over -> {
            assertThat(over.limitGpus()).isEqualTo(4);
            assertThat(over.usedGpus()).isEqualTo(6);
            assertThat(over.sentence()).contains("2 may stay");
        });
    }

    @Test
    void refusesTermsThatContradictThemselves() {
        assertThatThrownBy(() -> terms(-1, 4, 0)).isInstanceOf(PlatformProblem.Invalid.class);
        assertThatThrownBy(() -> terms(5, 4, 0)).isInstanceOf(PlatformProblem.Invalid.class);
        assertThatThrownBy(() -> terms(5, 8, 6)).isInstanceOf(PlatformProblem.Invalid.class);
    }

    private static QuotaTerms terms(int guaranteed, int burst, int lendable) {
        return new QuotaTerms(guaranteed, burst, lendable, false);
    }

    private static int room(QuotaTree tree, String slug) {
        return tree.path(Trees.id(slug)).room();
    }

    private static QuotaStanding standing(QuotaTree tree, String slug) {
        return tree.standing(Trees.id(slug));
    }
}
