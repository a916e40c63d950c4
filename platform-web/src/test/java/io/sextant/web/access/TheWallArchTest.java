package io.sextant.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.sextant.api.isolation.AllTeams;
import io.sextant.api.isolation.TeamScope;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Lists who goes through the wall between teams, and why; whoever is added here has to be looked at with care. */
class TheWallArchTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.sextant.api", "io.sextant.web");

    private static final Map<String, String> THROUGH = Map.ofEntries(
            Map.entry("io.sextant.api.quota.QuotaLedger", "books on every balance up to the root"),
            Map.entry(
                    "io.sextant.api.quota.QuotaOverview", "adds up what siblings hold, shows only the way to the root"),
            Map.entry("io.sextant.api.quota.LendableGpus", "finds who borrows what a team lends"),
            Map.entry("io.sextant.api.reclaim.Reclaims", "warns who borrows, tells the owner how many give back"),
            Map.entry("io.sextant.api.budget.BudgetGate", "asks the budgets of all nodes above"),
            Map.entry("io.sextant.api.budget.BudgetOutlook", "shows who approves the budgets of all nodes above"),
            Map.entry("io.sextant.api.approval.ApprovalRows", "tells another team's request from none"),
            Map.entry("io.sextant.api.approval.Delegations", "finds who stands in for approvers, to tell them"),
            Map.entry("io.sextant.api.notification.Notices", "tells people of any team, and webhooks up the tree"),
            Map.entry("io.sextant.api.notification.Webhooks", "tells another team's webhook from none"),
            Map.entry("io.sextant.api.billing.Statements", "tells another team's node from none, names only"),
            Map.entry("io.sextant.api.tenancy.Organisation", "names the organisation to people who are in no team"),
            Map.entry("io.sextant.api.tenancy.Teams", "tells another team from none, names only"),
            Map.entry("io.sextant.api.tenancy.Tokens", "tells another's token from none, names the team of a token"),
            Map.entry("io.sextant.api.deployment.DeploymentAccess", "tells another team's deployment from none"),
            Map.entry("io.sextant.api.sla.SlaProfiles", "tells another team's profile from none"),
            Map.entry("io.sextant.web.signin.SessionUsers", "looks up whose session it is, and their roles"));

    private static final Map<String, String> SETS_SCOPES = Map.of(
            "io.sextant.api.tenancy.Actor", "knows which teams are a person's",
            "io.sextant.api.tenancy.web.PermissionInterceptor", "knows who asks");

    @Test
    void onlyTheseGoThroughTheWall() {
        assertThat(users(AllTeams.class)).isEqualTo(new TreeSet<>(THROUGH.keySet()));
    }

    @Test
    void onlyTheseSayWhoseRowsAreAskedFor() {
        assertThat(users(TeamScope.class)).isEqualTo(new TreeSet<>(SETS_SCOPES.keySet()));
    }

    private static Set<String> users(Class<?> door) {
        return CLASSES.stream()
                .filter(type -> !type.getPackageName().equals(door.getPackageName()))
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                outermost(dependency.getTargetClass()).equals(door.getName())))
                .map(TheWallArchTest::outermost)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(TheWallArchTest::outermost).orElse(type.getName());
    }
}
