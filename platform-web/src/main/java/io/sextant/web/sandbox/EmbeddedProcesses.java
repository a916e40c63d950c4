package io.sextant.web.sandbox;

import io.sextant.contract.embedded.EmbeddedProcess;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Runs the sandbox cluster and the deployer inside the platform's process, once the platform serves. */
@Component
@Profile("sandbox")
class EmbeddedProcesses implements SmartLifecycle, ClusterAddress {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedProcesses.class);

    private static final String OFFERS = "sextant.deployer.offers";
    private static final Duration FIRST_REPORT = Duration.ofSeconds(15);

    private final Deque<EmbeddedProcess> running = new ArrayDeque<>();
    private final Map<String, String> settings = new HashMap<>();
    private final DataDirectory directory;
    private final DemoOrganisation organisation;
    private final SandboxClusterRegistration registration;
    private final SandboxRegistry registry;
    private final Environment environment;

    EmbeddedProcesses(
            DataDirectory directory,
            DemoOrganisation organisation,
            SandboxClusterRegistration registration,
            SandboxRegistry registry,
            Environment environment) {
        this.directory = directory;
        this.organisation = organisation;
        this.registration = registration;
        this.registry = registry;
        this.environment = environment;
    }

    @Override
    public void start() {
        organisation.ensure();
        registry.write();
        settings.put("sextant.data-dir", directory.root().toString());
        settings.put("sextant.deployer.api-url", platformUrl());
        settings.put("sextant.deployer.cluster", SandboxClusterRegistration.CLUSTER);
        settings.put("sextant.deployer.join-token", registration.joinToken());
        // Who tries a model here wants to see what it measured at once.
        settings.put("sextant.deployer.metrics-period", "2s");
        settings.put("sextant.deployer.metrics-window", "10s");
        for (String name : new String[] {"seed", "time-factor", "port", "nodes", "crd-directory", "operator-version"}) {
            String value = environment.getProperty("sextant.sandbox." + name);
            if (value != null) {
                settings.put("sextant.sandbox." + name, value);
            }
        }
        Binder.get(environment)
                .bind(OFFERS, Bindable.mapOf(String.class, String.class))
                .ifBound(offers -> offers.forEach((name, value) -> settings.put(OFFERS + "." + name, value)));
        ServiceLoader.load(EmbeddedProcess.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(EmbeddedProcess::order))
                .forEach(this::start);
        directory.writeSecret("cluster-url", clusterUrl());
        registration.awaitReport(FIRST_REPORT);
    }

    /** The sandbox cluster's Kubernetes API. */
    @Override
    public String clusterUrl() {
        return settings.getOrDefault("sextant.deployer.kubernetes-url", "(not started)");
    }

    String platformUrl() {
        return "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
    }

    @Override
    public void stop() {
        while (!running.isEmpty()) {
            EmbeddedProcess process = running.pop();
            LOG.info("Stopping {}", process.name());
            process.close();
        }
    }

    @Override
    public boolean isRunning() {
        return !running.isEmpty();
    }

    // After the web server, which the deployer calls; stopped before it.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    private void start(EmbeddedProcess process) {
        LOG.info("Starting {}", process.name());
        running.push(process);
        settings.putAll(process.start(Map.copyOf(settings)));
    }
}
