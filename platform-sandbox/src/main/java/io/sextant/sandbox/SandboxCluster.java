package io.sextant.sandbox;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.sextant.contract.embedded.EmbeddedProcess;
import io.sextant.sandbox.apiserver.SandboxApiServer;
import io.sextant.sandbox.apiserver.http.Api;
import io.sextant.sandbox.autoscaler.AutoscalerController;
import io.sextant.sandbox.control.ControlLoop;
import io.sextant.sandbox.control.Controller;
import io.sextant.sandbox.control.Names;
import io.sextant.sandbox.control.TimeScale;
import io.sextant.sandbox.fault.FaultBoard;
import io.sextant.sandbox.fault.FaultKind;
import io.sextant.sandbox.fault.FaultyApi;
import io.sextant.sandbox.nim.NimEndpoints;
import io.sextant.sandbox.nimoperator.AddedImages;
import io.sextant.sandbox.nimoperator.FaultyWorkloads;
import io.sextant.sandbox.nimoperator.HttpModelProbe;
import io.sextant.sandbox.nimoperator.NimCacheController;
import io.sextant.sandbox.nimoperator.NimCatalog;
import io.sextant.sandbox.nimoperator.NimServiceController;
import io.sextant.sandbox.nimoperator.NimWorkloads;
import io.sextant.sandbox.nimoperator.ReferenceCatalog;
import io.sextant.sandbox.nimoperator.ServingController;
import io.sextant.sandbox.scheduler.DeploymentController;
import io.sextant.sandbox.scheduler.JobController;
import io.sextant.sandbox.scheduler.Kubelet;
import io.sextant.sandbox.scheduler.NodeController;
import io.sextant.sandbox.scheduler.ReplicaSetController;
import io.sextant.sandbox.scheduler.Scheduler;
import io.sextant.sandbox.scheduler.VolumeController;
import io.sextant.sandbox.scheduler.Workloads;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole sandbox: API server, nodes, Kubernetes' controllers, the NIM Operator, and the NIMs' endpoints. */
public final class SandboxCluster implements EmbeddedProcess {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxCluster.class);
    private static final String URL = "sextant.deployer.kubernetes-url";
    private static final int ORDER = 10;

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private @Nullable FaultBoard faults;

    @Override
    public String name() {
        return "sandbox-cluster";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Map<String, String> start(Map<String, String> settings) {
        return Map.of(URL, start(SandboxSettings.of(settings)).toString());
    }

    /** Starts the cluster and returns the URL of its API server. */
    public URI start(SandboxSettings settings) {
        return start(settings, UnaryOperator.identity());
    }

    /** The same with something around the API that sees every request, such as a count of them. */
    public URI start(SandboxSettings settings, UnaryOperator<Api> around) {
        try {
            Clock clock = Clock.systemUTC();
            FaultBoard board = new FaultBoard(settings.seed(), clock);
            SandboxApiServer server = opened(SandboxApiServer.start(new SandboxApiServer.Options(
                    settings.port(),
                    settings.journal(),
                    settings.operator().definitions(),
                    clock,
                    api -> around.apply(new FaultyApi(board, api)))));
            KubernetesClient client = opened(client(server.url()));
            new ClusterFurnishing(client, settings.operator().version()).furnish(settings.nodes(), clock.instant());
            ControlLoop loop = opened(
                    new ControlLoop(client, clock, new Names(settings.seed() + 1), controllers(settings, board)));
            board.onChange(loop::wake);
            faults = board;
            loop.start();
            return server.url();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The faults of the running cluster, for tests in the same process; others use {@code /sandbox/faults}. */
    public FaultBoard faults() {
        return Objects.requireNonNull(faults, "the cluster has not been started");
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            AutoCloseable last = running.pop();
            try {
                last.close();
            } catch (Exception e) {
                LOG.atWarn()
                        .setCause(e)
                        .addKeyValue("part", last.getClass().getSimpleName())
                        .log("a part of the sandbox did not stop cleanly");
            }
        }
    }

    private ControlLoop.Controllers controllers(SandboxSettings settings, FaultBoard board) {
        TimeScale scale = settings.timeScale();
        Names names = new Names(settings.seed());
        ReferenceCatalog reference = ReferenceCatalog.load();
        NimCatalog catalog =
                settings.addedModels() == null ? reference : new AddedImages(reference, settings.addedModels());
        NimWorkloads workloads = new NimWorkloads(catalog, reference.products());
        Workloads faulty = new FaultyWorkloads(board, workloads);
        NimEndpoints endpoints = opened(new NimEndpoints(settings.seed()));
        HttpModelProbe probe = opened(new HttpModelProbe());
        List<Controller> ofFleet = List.of(
                (_, _, decision) -> board.nextEnd().ifPresent(decision::wakeAt), new NodeController(board, scale));
        List<Controller> ofNamespaces = List.of(
                new NimCacheController(catalog, reference.products(), board, scale),
                new NimServiceController(probe, scale, board),
                new AutoscalerController(
                        namespace -> board.holds(FaultKind.METRICS_AWAY, namespace, "")
                                ? Map.of()
                                : endpoints.podMetrics(namespace),
                        scale),
                new DeploymentController(scale),
                new ReplicaSetController(names),
                new JobController(names, scale),
                new VolumeController(board),
                new Scheduler(board),
                new Kubelet(faulty, scale),
                new ServingController(workloads, endpoints, board));
        return new ControlLoop.Controllers(ofNamespaces, ofFleet);
    }

    private <T extends AutoCloseable> T opened(T part) {
        running.push(part);
        return part;
    }

    private static KubernetesClient client(URI url) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(url.toString())
                .withNamespace("default")
                .withUserAgent(FaultyApi.OWN_AGENT)
                .withRequestTimeout((int) Duration.ofSeconds(10).toMillis())
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** Runs the cluster alone; arguments are settings such as {@code sextant.sandbox.port=8001}. */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> settings = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("settings are written name=value, not \"" + argument + "\"");
            }
            settings.put(argument.substring(argument.startsWith("--") ? 2 : 0, equals), argument.substring(equals + 1));
        }
        SandboxCluster cluster = new SandboxCluster();
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
        LOG.atInfo()
                .addKeyValue(
                        "kubectl", "kubectl --server=" + cluster.start(settings).get(URL))
                .log("the sandbox cluster is up; stop with Ctrl-C");
        new CountDownLatch(1).await();
    }
}
