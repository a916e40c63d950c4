package io.sextant.deployer;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sextant.deployer.feed.Backoff;
import io.sextant.deployer.feed.Credential;
import io.sextant.deployer.feed.CredentialDesk;
import io.sextant.deployer.feed.DesiredFeed;
import io.sextant.deployer.feed.InventoryReporter;
import io.sextant.deployer.feed.Membership;
import io.sextant.deployer.feed.ObservationReporter;
import io.sextant.deployer.feed.PlatformClient;
import io.sextant.deployer.intent.AdmissionPolicy;
import io.sextant.deployer.kube.Applier;
import io.sextant.deployer.kube.ClusterFactsReader;
import io.sextant.deployer.kube.ClusterWatch;
import io.sextant.deployer.kube.CredentialSecret;
import io.sextant.deployer.kube.KubeConnection;
import io.sextant.deployer.kube.WatchScope;
import io.sextant.deployer.kube.survey.SurveyReader;
import io.sextant.deployer.loop.ClusterPulse;
import io.sextant.deployer.loop.ClusterSide;
import io.sextant.deployer.loop.Dispatch;
import io.sextant.deployer.loop.MetricsRounds;
import io.sextant.deployer.loop.Outlook;
import io.sextant.deployer.loop.Pace;
import io.sextant.deployer.loop.PlatformSide;
import io.sextant.deployer.loop.ProbeBoard;
import io.sextant.deployer.loop.ReconcileLoop;
import io.sextant.deployer.loop.Reconciler;
import io.sextant.deployer.loop.Wakeups;
import io.sextant.deployer.probe.EndpointProbe;
import io.sextant.deployer.probe.MetricsProbe;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running deployer: everything it is made of, started together and stopped in reverse. */
final class Deployer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);
    private static final Duration INVENTORY_PERIOD = Duration.ofSeconds(60);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final @Nullable Membership membership;
    private final DesiredFeed feed;
    private final ClusterPulse pulse;
    private final ReconcileLoop loop;

    Deployer(DeployerSettings settings, Clock clock) {
        this(settings, clock, () -> true);
    }

    /** One that writes to the cluster only while it may. */
    Deployer(DeployerSettings settings, Clock clock, BooleanSupplier mayWrite) {
        Wakeups wakeups = new Wakeups();
        AdmissionPolicy policy = new AdmissionPolicy(
                settings.cluster(),
                settings.namespacePrefix(),
                settings.systemNamespace(),
                settings.allowedImagePrefixes(),
                settings.offers().offers());
        membership = membership(settings);
        PlatformClient platform = part(new PlatformClient(
                settings.apiUrl(),
                membership == null ? Credential.fixed(settings.apiToken()) : membership,
                settings.cluster()));
        PlatformSide platformSide = platformSide(settings, platform, new Outlook(policy), clock);
        ClusterSide clusterSide = clusterSide(settings, wakeups, platformSide.observations(), clock, mayWrite);
        pulse = clusterSide.pulse();
        loop = part(new ReconcileLoop(
                settings.cluster(),
                clusterSide,
                platformSide,
                new Reconciler(policy, settings.orphanGrace()),
                new Pace(wakeups, settings.resyncPeriod(), clock)));
        feed = part(new DesiredFeed(platform, settings.pollWait(), platformBackoff(), state -> {
            platformSide.outlook().receive(state);
            wakeups.signal();
        }));
        if (membership != null) {
            membership.start();
        }
        pulse.start();
        loop.start();
        platformSide.observations().start();
        platformSide.inventory().start();
        feed.start();
        LOG.atInfo()
                .addKeyValue("cluster", settings.cluster())
                .addKeyValue("platform", settings.apiUrl())
                .log("Deployer started");
    }

    /** Absent where a credential was handed over. */
    private @Nullable Membership membership(DeployerSettings settings) {
        if (!settings.apiToken().isBlank()) {
            return null;
        }
        CredentialSecret secret =
                part(new CredentialSecret(KubeConnection.open(settings.kubernetesUrl()), settings.systemNamespace()));
        CredentialDesk desk = part(new CredentialDesk(settings.apiUrl(), settings.cluster()));
        return part(new Membership(settings.joinToken(), secret, desk, platformBackoff()));
    }

    private PlatformSide platformSide(
            DeployerSettings settings, PlatformClient platform, Outlook outlook, Clock clock) {
        ObservationReporter.Sender sender = new ObservationReporter.Sender(settings.cluster(), version());
        return new PlatformSide(
                outlook,
                part(new ObservationReporter(platform, sender, settings.observationPeriod(), platformBackoff(), clock)),
                part(new InventoryReporter(platform, INVENTORY_PERIOD, platformBackoff())));
    }

    private ClusterSide clusterSide(
            DeployerSettings settings,
            Wakeups wakeups,
            ObservationReporter observations,
            Clock clock,
            BooleanSupplier mayWrite) {
        KubernetesClient client = part(KubeConnection.open(settings.kubernetesUrl()));
        WatchScope scope = new WatchScope(
                settings.namespacePrefix(),
                settings.systemNamespace(),
                settings.offers().offers().kinds());
        ClusterWatch watch = part(new ClusterWatch(client, scope, wakeups::signal));
        Backoff writeBackoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), new SecureRandom());
        return new ClusterSide(
                watch,
                part(new ClusterPulse(facts(settings, client), watch, settings.observationPeriod(), clock)),
                part(new Dispatch(new Applier(client, settings.cluster(), mayWrite), writeBackoff, clock, wakeups)),
                part(new ProbeBoard(part(new EndpointProbe(clock)), settings.observationPeriod(), clock, wakeups)),
                part(new MetricsRounds(
                        part(new MetricsProbe()),
                        settings.metricsPeriod(),
                        settings.metricsWindow(),
                        clock,
                        observations::offer)));
    }

    private static ClusterFactsReader facts(DeployerSettings settings, KubernetesClient client) {
        SurveyReader surveys = new SurveyReader(
                client, settings.systemNamespace(), version(), settings.offers().offers());
        return new ClusterFactsReader(client, surveys, settings.surveyPeriod());
    }

    private static Backoff platformBackoff() {
        return new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new SecureRandom());
    }

    private static String version() {
        return Objects.requireNonNullElse(Deployer.class.getPackage().getImplementationVersion(), "development");
    }

    /** What keeps it from doing its work at the moment, empty when nothing does. */
    List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        if (membership != null && !membership.trouble().isEmpty()) {
            troubles.add(membership.trouble());
        }
        if (!feed.trouble().isEmpty()) {
            troubles.add(feed.trouble());
        }
        if (!pulse.answers()) {
            troubles.add("The cluster's API server does not answer");
        }
        if (!loop.missing().isEmpty()) {
            troubles.add("Not listed from the cluster yet: " + String.join(", ", loop.missing()));
        }
        return troubles;
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.atWarn()
                        .addKeyValue("part", part.getClass().getSimpleName())
                        .setCause(e)
                        .log("Cannot stop a part");
            }
        }
    }
}
