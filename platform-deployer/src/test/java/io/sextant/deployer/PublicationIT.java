package io.sextant.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.Condition;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.RouteOffer;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.PretendPlatform;
import io.sextant.deployer.fixture.Published;
import io.sextant.deployer.kube.KubeConnection;
import io.sextant.sandbox.SandboxCluster;
import io.sextant.sandbox.SandboxSettings;
import io.sextant.sandbox.control.TimeScale;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Endpoints published through an ingress controller, which the test is. */
class PublicationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final RouteOffer OFFER =
            new RouteOffer("models.example.com", false, "sandbox", null, null, Map.of());

    private final SandboxCluster sandbox = new SandboxCluster();
    private final PretendPlatform platform = new PretendPlatform("laptop");
    private final Chat chat = Chat.support().withOwnAddress();

    private KubernetesClient client = KubeConnection.open("http://127.0.0.1");
    private AutoCloseable deployer = () -> {};

    @BeforeEach
    void start() {
        URI url = sandbox.start(new SandboxSettings(0, null, 7, new TimeScale(600)));
        client.close();
        client = KubeConnection.open(url.toString());
        deployer = new Deployer(
                DeployerIT.settings(
                        "laptop",
                        platform,
                        url,
                        PretendPlatform.TOKEN,
                        new OfferSettings(
                                new OfferSettings.Routes(
                                        "models.example.com", false, "sandbox", null, null, null, Map.of()),
                                null,
                                "sextant:{team}")),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() throws Exception {
        deployer.close();
        client.close();
        platform.close();
        sandbox.close();
    }

    @Test
    void publishesAnEndpointUntilItIsRetiredAndSaysWhenItsNameLeadsThere() {
        platform.desire(Published.desired(1, chat, OFFER));
        await().atMost(PATIENCE).until(() -> ingress().get() != null);

        assertThat(ingress().get().getSpec().getRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.getHost())
                        .isEqualTo("support-chat." + chat.namespace() + ".models.example.com"));
        assertThat(awaitRouted(routed -> true).reason()).isEqualTo(ConditionReason.ROUTE_NOT_TAKEN);

        takeIngress();
        assertThat(awaitRouted(routed -> routed.status() == ConditionStatus.TRUE)
                        .message())
                .contains("http://support-chat.");

        String first = ingress().get().getMetadata().getUid();
        ingress().delete();
        await("put back what a tenant removed")
                .atMost(PATIENCE)
                .until(() -> Optional.ofNullable(ingress().get())
                        .filter(found -> !found.getMetadata().getUid().equals(first))
                        .isPresent());

        platform.desire(Published.desired(2, chat.presence(Presence.GONE), OFFER));
        await().atMost(PATIENCE)
                .until(() -> platform.latest(chat.id())
                        .filter(DeploymentObservation::podsGone)
                        .isPresent());
        assertThat(ingress().get()).isNull();
    }

    @Test
    void letsTheTeamsGroupReadItsNamespaceAndPutsThatBackWhenSomebodyWidensIt() {
        platform.desire(Published.desired(1, chat, OFFER));
        await().atMost(PATIENCE).until(() -> readers().get() != null);

        assertThat(readers().get().getRoleRef().getName()).isEqualTo("sextant-reader");
        readers()
                .edit(found -> found.edit()
                        .addNewSubject("rbac.authorization.k8s.io", "Group", "everybody", null)
                        .build());

        await("put back what was widened")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(readers().get().getSubjects())
                        .extracting(Subject::getName)
                        .containsExactly("sextant:" + chat.namespace().substring("sextant-".length())));
    }

    private Resource<RoleBinding> readers() {
        return client.rbac().roleBindings().inNamespace(chat.namespace()).withName("sextant-readers");
    }

    private Resource<Ingress> ingress() {
        return client.network().v1().ingresses().inNamespace(chat.namespace()).withName(chat.endpointName());
    }

    private void takeIngress() {
        ingress()
                .editStatus(found -> found.edit()
                        .editOrNewStatus()
                        .withNewLoadBalancer()
                        .addNewIngress()
                        .withIp("192.0.2.10")
                        .endIngress()
                        .endLoadBalancer()
                        .endStatus()
                        .build());
    }

    private Condition awaitRouted(Predicate<Condition> condition) {
        return await().atMost(PATIENCE)
                .until(
                        () -> platform.latest(chat.id()).stream()
                                .flatMap(seen -> seen.conditions().stream())
                                .filter(seen -> seen.type() == ConditionType.ROUTED)
                                .findFirst(),
                        found -> found.filter(condition).isPresent())
                .orElseThrow();
    }
}
