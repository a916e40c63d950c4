package io.sextant.deployer.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.SextantLabels;
import io.sextant.contract.desired.DesiredDeployment;
import io.sextant.contract.desired.DesiredNamespace;
import io.sextant.contract.desired.DesiredState;
import io.sextant.contract.desired.Manifest;
import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.TeamNamespace;
import io.sextant.deployer.fixture.World;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class IntentTest {
    private final Chat chat = Chat.support();

    @Test
    void stampsWhoseAnObjectIsWhateverTheManifestSays() {
        Wanted.Serving serving = (Wanted.Serving) World.wanted(chat.generation(7));

        var tree = serving.nimService().tree();
        assertThat(tree.texts("metadata", "labels"))
                .containsEntry(SextantLabels.MANAGED_BY, SextantLabels.MANAGER)
                .containsEntry(SextantLabels.DEPLOYMENT, chat.id().toString());
        assertThat(tree.texts("metadata", "annotations"))
                .containsEntry(SextantLabels.CLUSTER, "laptop")
                .containsEntry(SextantLabels.GENERATION, "7")
                .containsKey(SextantLabels.MANIFEST_DIGEST);
    }

    @Test
    void givesAnotherDigestWhenAFieldIsTakenAway() {
        Wanted.Serving full = (Wanted.Serving) World.wanted(chat);
        Wanted.Serving less =
                (Wanted.Serving) admit(chat, chat.serviceManifest().yaml().replace("  authSecret: \"ngc-api\"\n", ""));

        assertThat(digest(full)).isNotEqualTo(digest(less));
        assertThat(digest(full)).isEqualTo(digest((Wanted.Serving) World.wanted(chat)));
    }

    @Test
    void refusesAForeignImageInAnyContainerAndTellsBothManifests() {
        Wanted.Refused refused = (Wanted.Refused) World.wanted(chat.repository("ghcr.io/acme/engine"));

        assertThat(refused.refusals())
                .extracting(Refusal::stops)
                .containsExactly(ConditionType.MODEL_CACHED, ConditionType.REPLICAS_READY);
        assertThat(refused.refusals()).allMatch(refusal -> refusal.message().contains("nvcr.io/nim/"));
    }

    @Test
    void refusesASidecarFromElsewhere() {
        Wanted wanted = admit(chat, chat.serviceManifest().yaml() + """
                  sidecarContainers:
                  - name: "extra"
                    image:
                      repository: "docker.io/acme/extra"
                      tag: "1"
                """);

        assertThat(refusals(wanted)).singleElement().asString().contains("docker.io/acme/extra");
    }

    @Test
    void refusesHostPathsOwnersAndFinalizers() {
        Wanted wanted = admit(
                chat,
                chat.serviceManifest()
                        .yaml()
                        .replace(
                                "  authSecret: \"ngc-api\"",
                                "  authSecret: \"ngc-api\"\n  extra:\n    hostPath: \"/etc\""));

        assertThat(refusals(wanted)).singleElement().asString().contains("hostPath");
    }

    @Test
    void refusesAManifestOfAnotherObjectNamespaceOrKind() {
        Chat other = chat.named("other");
        Wanted otherObject = admit(chat, other.serviceManifest().yaml());
        Wanted otherNamespace =
                admit(chat, chat.in("sextant-finance").serviceManifest().yaml());
        Wanted otherKind = admit(new Manifest("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "root", "{}"));
        Wanted noYaml = admit(chat, "{ this is: [not yaml");

        assertThat(refusals(otherObject)).singleElement().asString().contains("of another object");
        assertThat(refusals(otherNamespace)).singleElement().asString().contains("sextant-finance");
        assertThat(refusals(otherKind)).singleElement().asString().contains("ClusterRoleBinding");
        assertThat(refusals(noYaml)).singleElement().asString().contains("not one YAML mapping");
    }

    @Test
    void leavesADeploymentAloneOfWhichALaterPlatformWantsSomethingUnknown() {
        DesiredState state = Chat.desired(1, chat);
        JsonMapper json = JsonMapper.builder().build();
        String said = json.writeValueAsString(state).replace("\"RUNNING\"", "\"HIBERNATING\"");
        DesiredState read = json.readValue(said, DesiredState.class);

        assertThat(read.deployments().getFirst().presence()).isEqualTo(Presence.UNKNOWN);
        assertThat(refusals(Intent.of(read, World.POLICY).deployments().getFirst()))
                .singleElement()
                .asString()
                .contains("update the deployer");
    }

    @Test
    void givesItsOwnSecretsToNobody() {
        DesiredState state = Chat.desired(1, chat);
        JsonMapper json = JsonMapper.builder().build();
        DesiredState greedy = json.readValue(
                json.writeValueAsString(state)
                        .replace("\"secretNames\":[", "\"secretNames\":[\"sextant-deployer-credential\","),
                DesiredState.class);

        assertThat(refusals(Intent.of(greedy, World.POLICY).deployments().getFirst()))
                .singleElement()
                .asString()
                .contains("sextant-deployer-credential");
    }

    @Test
    void refusesNamespacesThatAreNoTeams() {
        assertThat(refusals(World.wanted(chat.in("kube-system"))))
                .first()
                .asString()
                .contains("kube-system");
        assertThat(refusals(World.wanted(chat.in("sextant-system"))))
                .first()
                .asString()
                .contains("sextant-system");
        assertThat(refusals(World.wanted(chat.in("sextant-"))))
                .first()
                .asString()
                .contains("sextant-");
    }

    @Test
    void refusesAnythingButFencesInANamespace() {
        DesiredNamespace namespace = new DesiredNamespace(
                chat.namespace(), "support", List.of(new Manifest("v1", "Secret", "stolen", "kind: Secret")));

        Intent intent =
                Intent.of(new DesiredState("laptop", 1, List.of(namespace), List.of(chat.deployment())), World.POLICY);

        assertThat(intent.namespaces().getFirst().manifests()).isEmpty();
        assertThat(refusals(intent.deployments().getFirst())).first().asString().contains("Secret");
    }

    @Test
    void letsReadersInByItsOwnSettingsAndNeverByThePlatforms() {
        AdmissionPolicy open = new AdmissionPolicy(
                "laptop",
                "sextant-",
                "sextant-system",
                List.of("nvcr.io/nim/"),
                new Offers(null, null, new Readers("oidc:{team}")));
        Manifest sent = new Manifest("rbac.authorization.k8s.io/v1", "RoleBinding", "all", "kind: RoleBinding");

        Intent asSet = Intent.of(Chat.desired(1, chat), open);
        Intent asSent = Intent.of(
                new DesiredState(
                        "laptop",
                        1,
                        List.of(new DesiredNamespace(chat.namespace(), "support", List.of(sent))),
                        List.of()),
                open);

        assertThat(asSet.namespaces().getFirst().manifests().getLast()).satisfies(binding -> {
            assertThat(binding.kind()).isEqualTo(AppliedKind.ROLE_BINDING);
            assertThat(binding.tree().trees("subjects"))
                    .singleElement()
                    .satisfies(group -> assertThat(group.text("name")).contains("oidc:support"));
        });
        assertThat(asSent.namespaces().getFirst().manifests()).isEmpty();
        assertThat(asSent.namespaces().getFirst().refusals()).hasSize(1);
    }

    @Test
    void refusesOnlyTheDeploymentThatIsWrong() {
        Intent intent = Intent.of(Chat.desired(1, chat, chat.named("bad").repository("docker.io/bad")), World.POLICY);

        assertThat(intent.deployments().get(0)).isInstanceOf(Wanted.Serving.class);
        assertThat(intent.deployments().get(1)).isInstanceOf(Wanted.Refused.class);
    }

    @Test
    void refusesTwoDeploymentsOfOneNameButLetsOneLeave() {
        Chat twin = chat.named("twin").calling(chat.name());

        assertThat(World.wanted(chat, twin)).isInstanceOf(Wanted.Refused.class);
        assertThat(World.wanted(chat, twin.presence(Presence.GONE))).isInstanceOf(Wanted.Serving.class);
    }

    private static Wanted admit(Chat chat, String serviceYaml) {
        return admit(new Manifest("apps.nvidia.com/v1alpha1", "NIMService", chat.name(), serviceYaml));
    }

    private static Wanted admit(Manifest service) {
        DesiredDeployment desired = Chat.support().deployment();
        DesiredDeployment changed = new DesiredDeployment(
                desired.id(),
                desired.name(),
                desired.namespace(),
                desired.generation(),
                desired.presence(),
                desired.nimCache(),
                service,
                desired.secretNames(),
                desired.readyWithinSeconds(),
                desired.servedModel());
        DesiredState state =
                new DesiredState("laptop", 1, List.of(TeamNamespace.of(desired.namespace())), List.of(changed));
        return Intent.of(state, World.POLICY).deployments().getFirst();
    }

    private static List<String> refusals(Wanted wanted) {
        return ((Wanted.Refused) wanted)
                .refusals().stream().map(Refusal::message).toList();
    }

    private static String digest(Wanted.Serving serving) {
        return serving.nimService()
                .tree()
                .text("metadata", "annotations", SextantLabels.MANIFEST_DIGEST)
                .orElseThrow();
    }
}
