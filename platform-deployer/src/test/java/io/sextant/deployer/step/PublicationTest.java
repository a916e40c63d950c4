package io.sextant.deployer.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.desired.DesiredState;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.contract.observed.RouteOffer;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ObjectRef;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.Published;
import io.sextant.deployer.fixture.World;
import io.sextant.deployer.intent.AdmissionPolicy;
import io.sextant.deployer.intent.Intent;
import io.sextant.deployer.intent.Offers;
import io.sextant.deployer.intent.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublicationTest {
    private static final RouteOffer OFFER =
            new RouteOffer("models.example.com", true, null, new RouteOffer.Gateway("edge", "public"), null, Map.of());
    private static final ObjectRef ROUTE =
            ObjectRef.of(AppliedKind.HTTP_ROUTE, Chat.support().namespace(), "support-chat-endpoint");

    private final Chat chat = Chat.support().withOwnAddress();
    private final World world = World.withSecrets();
    private final Reconciliation reconciliation = new Reconciliation(policy(OFFER));

    @Test
    void nothingIsSaidOfADeploymentThatIsToHaveNoPublicName() {
        Verdict verdict = reconciliation.decide(World.wanted(chat), world.snapshot(), world.now);

        assertThat(verdict.judgements()).extracting(Judgement::type).doesNotContain(ConditionType.ROUTED);
    }

    @Test
    void theRouteIsMadeBesideTheOtherStepsAndWaitsForItsController() {
        settle(wanted(OFFER));

        assertThat(world.snapshot().object(ROUTE)).isPresent();
        assertThat(routed(wanted(OFFER)))
                .hasValueSatisfying(
                        judgement -> assertThat(judgement.reason()).isEqualTo(ConditionReason.ROUTE_NOT_TAKEN));
    }

    @Test
    void itHoldsOnceTheGatewayAcceptedTheRoute() {
        settle(wanted(OFFER));
        gatewaySays("True", "Accepted", "");

        assertThat(routed(wanted(OFFER))).hasValueSatisfying(judgement -> {
            assertThat(judgement.status()).isEqualTo(ConditionStatus.TRUE);
            assertThat(judgement.message()).contains("https://support-chat.");
        });
    }

    @Test
    void theGatewaysRefusalIsTold() {
        settle(wanted(OFFER));
        gatewaySays("False", "NotAllowedByListeners", "no listener admits routes of this namespace");

        assertThat(routed(wanted(OFFER))).hasValueSatisfying(judgement -> {
            assertThat(judgement.reason()).isEqualTo(ConditionReason.ROUTE_REFUSED);
            assertThat(judgement.message()).contains("NotAllowedByListeners").contains("no listener admits");
        });
    }

    @Test
    void aDeploymentWhoseRouteIsNotOfferedServesAllTheSameAndTheRouteGoes() {
        settle(wanted(OFFER));
        Wanted closed = wanted(null);

        assertThat(closed).isInstanceOf(Wanted.Serving.class);
        assertThat(closed.extras()).doesNotContain(ROUTE);
        assertThat(routed(closed)).hasValueSatisfying(judgement -> {
            assertThat(judgement.reason()).isEqualTo(ConditionReason.REFUSED_BY_DEPLOYER);
            assertThat(judgement.message()).contains("does not offer");
        });
    }

    private void gatewaySays(String status, String reason, String message) {
        Map<String, Object> condition =
                Map.of("type", "Accepted", "status", status, "reason", reason, "message", message);
        world.change(
                AppliedKind.HTTP_ROUTE,
                ROUTE.namespace(),
                ROUTE.name(),
                tree -> tree.with(List.of(Map.of("conditions", List.of(condition))), "status", "parents"));
    }

    private void settle(Wanted wanted) {
        for (int run = 0; run < 5; run++) {
            world.carryOut(
                    reconciliation.decide(wanted, world.snapshot(), world.now).batches());
        }
    }

    private Optional<Judgement> routed(Wanted wanted) {
        return reconciliation.decide(wanted, world.snapshot(), world.now).judgements().stream()
                .filter(judgement -> judgement.type() == ConditionType.ROUTED)
                .findFirst();
    }

    private static AdmissionPolicy policy(@Nullable RouteOffer routes) {
        return new AdmissionPolicy(
                "laptop", "sextant-", "sextant-system", List.of("nvcr.io/nim/"), new Offers(routes, null, null));
    }

    private Wanted wanted(@Nullable RouteOffer offered) {
        DesiredState state = Published.desired(1, chat, OFFER);
        return Intent.of(state, policy(offered)).deployments().getFirst();
    }
}
