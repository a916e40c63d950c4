package io.sextant.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.cluster.DeployerJoining;
import io.sextant.api.cluster.Deployers;
import io.sextant.api.deployment.Scenario.Setting;
import io.sextant.api.quota.Quotas;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.SettableClock;
import io.sextant.contract.desired.DesiredDeployment;
import io.sextant.contract.desired.DesiredState;
import io.sextant.contract.desired.Presence;
import java.io.UnsupportedEncodingException;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.json.JsonMapper;

/** A deployer that knows a revision is sent what changed since, from which it makes what it would be sent as a whole. */
@ApiTest
@Import(Scenario.class)
class DesiredChangesIT {
    @Autowired
    MockMvcTester rest;

    @Autowired
    Scenario scenario;

    @Autowired
    RetireDeployment retiring;

    @Autowired
    DeployerJoining joining;

    @Autowired
    Quotas quotas;

    @Autowired
    SettableClock clock;

    @Autowired
    JsonMapper json;

    private Setting setting;
    private String deployer;

    @BeforeEach
    void aTeam() {
        setting = scenario.teamWithQuota(8);
        deployer = Deployers.joined(joining, setting.cluster());
    }

    @Test
    void sendsTheNewDeploymentAlone() {
        scenario.submit(setting, "first");
        DesiredState known = whole();
        DeploymentId second = scenario.submit(setting, "second");

        DesiredState changes = changesSince(known);

        assertThat(changes.deployments()).extracting(DesiredDeployment::id).containsExactly(second.value());
        assertIsWhole(changes.after(known));
    }

    @Test
    void sendsADeploymentThatIsToGoAndNamesItOnceItHasGone() {
        DeploymentId id = scenario.submit(setting, "chat");
        scenario.submit(setting, "other");
        DesiredState before = whole();
        retiring.retire(id, setting.member());
        DesiredState going = changesSince(before);
        assertThat(going.deployments()).extracting(DesiredDeployment::presence).containsExactly(Presence.GONE);
        assertIsWhole(going.after(before));

        DesiredState known = whole();
        scenario.report(setting, scenario.going(id, clock.instant(), true));

        DesiredState gone = changesSince(known);
        assertThat(gone.deployments()).isEmpty();
        assertThat(Objects.requireNonNull(gone.changes()).gone()).containsExactly(id.value());
        assertIsWhole(gone.after(known));
    }

    @Test
    void sendsTheNamespaceOfATeamWhoseQuotaChanged() {
        scenario.submit(setting, "chat");
        DesiredState known = whole();
        quotas.setLimit(setting.team(), setting.pool(), 5, setting.admin());

        DesiredState changes = changesSince(known);

        assertThat(changes.deployments()).isEmpty();
        assertThat(changes.namespaces()).hasSize(1);
        assertIsWhole(changes.after(known));
    }

    @Test
    void sendsEverythingToADeployerThatDoesNotAskForChanges() {
        scenario.submit(setting, "first");
        long known = whole().revision();
        scenario.submit(setting, "second");

        DesiredState all = read("after=" + known);

        assertThat(all.changes()).isNull();
        assertThat(all.deployments()).hasSize(2);
    }

    /** In any order: two submissions of one moment have none. */
    private void assertIsWhole(Optional<DesiredState> made) {
        DesiredState whole = whole();
        assertThat(made).hasValueSatisfying(all -> {
            assertThat(all.revision()).isEqualTo(whole.revision());
            assertThat(all.namespaces()).containsExactlyInAnyOrderElementsOf(whole.namespaces());
            assertThat(all.deployments()).containsExactlyInAnyOrderElementsOf(whole.deployments());
        });
    }

    private DesiredState whole() {
        return read("after=0&changes=true");
    }

    private DesiredState changesSince(DesiredState known) {
        return read("after=" + known.revision() + "&changes=true");
    }

    private DesiredState read(String query) {
        var answer = rest.get()
                .uri("/api/v1/clusters/" + setting.cluster() + "/desired?" + query)
                .header(HttpHeaders.AUTHORIZATION, deployer)
                .exchange();
        assertThat(answer).hasStatusOk();
        try {
            return json.readValue(answer.getResponse().getContentAsString(), DesiredState.class);
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
