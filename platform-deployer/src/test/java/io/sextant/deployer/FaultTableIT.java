package io.sextant.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sextant.contract.desired.DesiredState;
import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.deployer.FaultTable.Cell;
import io.sextant.deployer.FaultTable.Step;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.KubeClients;
import io.sextant.deployer.fixture.PretendPlatform;
import io.sextant.sandbox.SandboxCluster;
import io.sextant.sandbox.SandboxSettings;
import io.sextant.sandbox.control.TimeScale;
import io.sextant.sandbox.fault.FaultKind;
import io.sextant.sandbox.fault.FaultOrder;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault of the sandbox while each step of a deployment's life is made, all at once on one cluster: the right reason is
 * said meanwhile, and once the fault has gone exactly what is wanted is there.
 */
class FaultTableIT {
    /** A removal under a lost node was seen to take two minutes where the machine had other work. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final long SEED = 23;
    private static final String CLUSTER = "table";
    private static final int NODES = 48;

    /** These strike the whole cluster or nothing, so each has its turn. */
    private static final Set<FaultKind> CLUSTER_WIDE = EnumSet.of(
            FaultKind.WATCH_DROPPED,
            FaultKind.WATCH_SLOW,
            FaultKind.CLOCK_AHEAD,
            FaultKind.CLOCK_BEHIND,
            FaultKind.OPERATOR_ABSENT,
            FaultKind.WEBHOOK_AWAY,
            FaultKind.NODE_LOST);

    private static final Map<Cell, Chat> WANTED = new LinkedHashMap<>();
    private static final Set<Cell> UNTOLD = new HashSet<>();
    private static final Set<Cell> UNSETTLED = new HashSet<>();
    private static final SandboxCluster SANDBOX = new SandboxCluster();
    private static final PretendPlatform PLATFORM = PretendPlatform.forgetful(CLUSTER);
    private static KubernetesClient client = KubeClients.pastFaults(URI.create("http://127.0.0.1"));
    private static long revision;

    static Stream<Cell> cells() {
        return Stream.of(FaultKind.values())
                .flatMap(kind -> Stream.of(Step.values()).map(step -> Cell.of(kind, step)));
    }

    @BeforeAll
    static void makeEveryStepUnderEveryFault() {
        URI url = SANDBOX.start(new SandboxSettings(0, null, SEED, new TimeScale(600)).withNodes(NODES));
        client.close();
        client = KubeClients.pastFaults(url);
        try (Deployer _ =
                new Deployer(DeployerIT.settings(CLUSTER, PLATFORM, url, PretendPlatform.TOKEN), Clock.systemUTC())) {
            cells().filter(Cell::standsBefore).forEach(cell -> WANTED.put(cell, cell.before()));
            desire();
            settle(List.copyOf(WANTED.keySet()));
            cells().map(Cell::kind).distinct().filter(CLUSTER_WIDE::contains).forEach(kind -> {
                List<Cell> struck = cells().filter(cell -> cell.kind() == kind).toList();
                strike(struck, List.of(FaultOrder.everywhere(kind)));
            });
            List<Cell> struck =
                    cells().filter(cell -> !CLUSTER_WIDE.contains(cell.kind())).toList();
            strike(
                    struck,
                    struck.stream()
                            .map(cell -> FaultOrder.on(cell.kind(), cell.after().namespace(), ""))
                            .toList());
        }
    }

    @AfterAll
    static void stop() {
        client.close();
        SANDBOX.close();
        PLATFORM.close();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void saysWhatIsWrongAndMakesExactlyWhatIsWantedOnceItIsMended(Cell cell) {
        assertThat(UNTOLD).as("told of %s: %s", cell, told(cell)).doesNotContain(cell);
        assertThat(UNSETTLED)
                .as("settled, last seen %s", PLATFORM.latest(cell.after().id()))
                .doesNotContain(cell);
        assertThat(content(cell.after().namespace())).isEqualTo(expected(cell.after()));
    }

    /** The faults hold until all that they are to make the deployer say was said. */
    private static void strike(List<Cell> cells, List<FaultOrder> faults) {
        faults.forEach(SANDBOX.faults()::cause);
        cells.forEach(cell -> WANTED.put(cell, cell.after()));
        desire();
        UNTOLD.addAll(missed(
                cells, cell -> cell.expected().isEmpty() || told(cell).stream().anyMatch(cell.expected()::contains)));
        SANDBOX.faults().clearAll();
        settle(cells);
    }

    private static Set<ConditionReason> told(Cell cell) {
        return PLATFORM.reasons(cell.after().id(), cell.after().generation());
    }

    private static void settle(List<Cell> cells) {
        UNSETTLED.addAll(missed(cells, FaultTableIT::settled));
    }

    /** Those for which a condition did not come to hold in time. */
    private static List<Cell> missed(List<Cell> cells, Predicate<Cell> condition) {
        List<Cell> left = new ArrayList<>(cells);
        try {
            await().atMost(PATIENCE).until(() -> {
                left.removeIf(condition);
                return left.isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            return left;
        }
        return List.of();
    }

    /** An earlier NIMService that has gone is no longer listed, as on the platform. */
    private static boolean settled(Cell cell) {
        Chat wanted = WANTED.getOrDefault(cell, cell.after());
        DeploymentObservation seen = PLATFORM.latest(wanted.id())
                .filter(found -> found.generation() == wanted.generation())
                .orElse(null);
        if (seen == null || !isRight(wanted, seen)) {
            return false;
        }
        if (!wanted.formers().isEmpty()) {
            if (seen.releases().getLast().gone()) {
                WANTED.put(cell, wanted.alone());
                desire();
            }
            return false;
        }
        return content(wanted.namespace()).equals(expected(wanted));
    }

    private static boolean isRight(Chat chat, DeploymentObservation seen) {
        return switch (chat.presence()) {
            case RUNNING ->
                seen.conditions().size() == ConditionType.ofEvery().size()
                        && seen.conditions().stream().allMatch(condition -> condition.status() == ConditionStatus.TRUE)
                        && seen.readyReplicas() == chat.replicas();
            case STOPPED ->
                seen.conditions().stream().anyMatch(condition -> condition.reason() == ConditionReason.STOPPED);
            case GONE, UNKNOWN -> seen.podsGone();
        };
    }

    private static void desire() {
        Chat[] chats = WANTED.values().toArray(Chat[]::new);
        DesiredState state = Chat.desired(++revision, chats);
        PLATFORM.desire(state);
    }

    /** What has to be in a namespace of one deployment, by kind. */
    private static Map<String, Collection<String>> expected(Chat chat) {
        boolean there = chat.presence() != Presence.GONE;
        int pods = chat.presence() == Presence.RUNNING ? chat.replicas() : 0;
        Set<String> service = there ? Set.of(chat.name()) : Set.of();
        Set<String> cache = there ? Set.of(chat.cacheName()) : Set.of();
        Map<String, Collection<String>> expected = new LinkedHashMap<>();
        expected.put("NIMService", new TreeSet<>(service));
        expected.put("NIMCache", new TreeSet<>(cache));
        expected.put("Deployment", new TreeSet<>(service));
        expected.put("PersistentVolumeClaim", new TreeSet<>(there ? Set.of(chat.cacheName() + "-pvc") : Set.of()));
        expected.put("Service", new TreeSet<>(there ? Set.of(chat.name(), chat.endpointName()) : Set.of()));
        expected.put("pods", List.of(Integer.toString(pods)));
        return expected;
    }

    private static Map<String, Collection<String>> content(String namespace) {
        Map<String, Collection<String>> content = new LinkedHashMap<>();
        content.put("NIMService", names(objects("NIMService", namespace)));
        content.put("NIMCache", names(objects("NIMCache", namespace)));
        content.put(
                "Deployment",
                names(client.apps().deployments().inNamespace(namespace).list().getItems()));
        content.put(
                "PersistentVolumeClaim",
                names(client.persistentVolumeClaims()
                        .inNamespace(namespace)
                        .list()
                        .getItems()));
        content.put(
                "Service", names(client.services().inNamespace(namespace).list().getItems()));
        long pods = client.pods().inNamespace(namespace).withLabel("app").list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .count();
        content.put("pods", List.of(Long.toString(pods)));
        return content;
    }

    private static List<? extends HasMetadata> objects(String kind, String namespace) {
        return client.genericKubernetesResources("apps.nvidia.com/v1alpha1", kind)
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    private static Collection<String> names(List<? extends HasMetadata> objects) {
        return new TreeSet<>(
                objects.stream().map(object -> object.getMetadata().getName()).toList());
    }
}
