package io.sextant.deployer.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sextant.contract.observed.ClusterInventory;
import io.sextant.deployer.fixture.PretendPlatform;
import io.sextant.deployer.fixture.SystemNamespace;
import io.sextant.deployer.kube.CredentialSecret;
import io.sextant.deployer.kube.KubeConnection;
import io.sextant.sandbox.apiserver.SandboxApiServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Joining over real HTTP, with the Secret in the sandbox's API server. */
class MembershipIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static SandboxApiServer cluster;
    private static KubernetesClient client;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private PretendPlatform platform;

    @BeforeAll
    static void aCluster() {
        cluster = SandboxApiServer.start(SandboxApiServer.Options.inMemory());
        client = KubeConnection.open(cluster.url().toString());
        SystemNamespace.on(cluster.url());
    }

    @AfterAll
    static void noCluster() {
        client.close();
        cluster.close();
    }

    @BeforeEach
    void aPlatformAndNoSecret() {
        client.secrets().inNamespace("sextant-system").delete();
        platform = new PretendPlatform("member");
        opened.push(platform);
    }

    @AfterEach
    void closed() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @Test
    void offersTheSameCredentialAgainWhenTheAnswerWasLost() throws Exception {
        platform.gate().loseAnswers(2);
        Membership membership = membership(platform.gate().joinToken());

        report(membership);

        assertThat(platform.gate().offers()).isEqualTo(3);
        assertThat(platform.gate().members()).containsExactly(membership.await());
        assertThat(secret()).containsOnlyKeys("credential", "joined-with");
    }

    @Test
    void givesTwoReplicasThatRaceTheSameCredential() throws Exception {
        String token = platform.gate().joinToken();
        Membership first = membership(token);
        Membership second = membership(token);

        assertThat(first.await()).isEqualTo(second.await());
        report(first);
        report(second);
        assertThat(platform.gate().members()).containsExactly(first.await());
    }

    @Test
    void replacesTheCredentialWhenThePlatformAsksAndCallsGoOn() throws Exception {
        Membership membership = membership(platform.gate().joinToken());
        report(membership);
        String before = membership.await();
        platform.gate().askRenewal();

        await().atMost(PATIENCE).until(() -> {
            report(membership);
            return !membership.await().equals(before);
        });
        report(membership);

        assertThat(platform.gate().members()).containsExactly(membership.await());
        assertThat(membership.trouble()).isEmpty();
    }

    @Test
    void takesWhatAnotherReplicaReplacedTheCredentialWith() throws Exception {
        Membership first = membership(platform.gate().joinToken());
        report(first);
        Membership second = membership("");
        report(second);
        String before = first.await();
        platform.gate().askRenewal();
        await().atMost(PATIENCE).until(() -> {
            report(first);
            return !first.await().equals(before);
        });
        report(first);

        await().atMost(PATIENCE).until(() -> {
            try {
                report(second);
                return true;
            } catch (PlatformProblem.Unauthorized e) {
                return false;
            }
        });
        assertThat(second.await()).isEqualTo(first.await());
    }

    @Test
    void saysThatTheTokenWasUsedAndJoinsAgainWithANewOneAfterARevocation() throws Exception {
        String token = platform.gate().joinToken();
        report(membership(token));
        client.secrets().inNamespace("sextant-system").delete();

        Membership late = membership(token);
        await().atMost(PATIENCE).until(() -> late.trouble().contains("The join token was used. Ask for a new one."));
        platform.gate().revokeAll();

        report(membership(platform.gate().joinToken()));
        assertThat(platform.gate().members()).hasSize(1);
    }

    @Test
    void saysWhatIsMissingWithoutAToken() {
        Membership membership = membership("");
        await().atMost(PATIENCE).until(() -> membership.trouble().contains("no credential and no join token"));
    }

    private Membership membership(String token) {
        CredentialSecret secret =
                new CredentialSecret(KubeConnection.open(cluster.url().toString()), "sextant-system");
        CredentialDesk desk = new CredentialDesk(platform.url(), "member");
        Backoff quick = new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), new Random(1));
        Membership membership = new Membership(token, secret, desk, quick);
        opened.push(secret);
        opened.push(desk);
        opened.push(membership);
        membership.start();
        return membership;
    }

    private void report(Membership membership) throws PlatformProblem, InterruptedException {
        try (PlatformClient calls = new PlatformClient(platform.url(), membership, "member")) {
            calls.report(new ClusterInventory("member", Instant.now(), "v1.34.1", null, List.of(), List.of()));
        }
    }

    private static Map<String, String> secret() {
        Secret kept = client.secrets()
                .inNamespace("sextant-system")
                .withName("sextant-deployer-credential")
                .get();
        return kept.getData();
    }
}
