package io.sextant.deployer;

import io.sextant.contract.embedded.EmbeddedProcess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * The deployer inside another process: the same parts in a Spring context of their own, which reads only the settings
 * it is handed, configures nothing by itself, and leaves the process's logging and shutdown alone.
 */
public final class EmbeddedDeployer implements EmbeddedProcess {
    private static final String PREFIX = "sextant.deployer.";

    private @Nullable ConfigurableApplicationContext context;

    @Override
    public String name() {
        return "deployer";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Map<String, String> start(Map<String, String> settings) {
        List.of("api-url", "join-token", "cluster").forEach(name -> require(settings, PREFIX + name));
        SpringApplication application = new SpringApplication(DeployerConfiguration.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.setListeners(List.of());
        application.setInitializers(List.of());
        application.setBannerMode(Banner.Mode.OFF);
        application.setEnvironment(new HandedSettings(settings));
        context = application.run();
        return Map.of();
    }

    private static void require(Map<String, String> settings, String name) {
        if (settings.getOrDefault(name, "").isBlank()) {
            throw new IllegalStateException("The embedded deployer needs the setting " + name);
        }
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    /** An environment without system properties and environment variables: those are the platform's. */
    private static final class HandedSettings extends StandardEnvironment {
        HandedSettings(Map<String, String> settings) {
            getPropertySources().addFirst(new MapPropertySource("handed-settings", new LinkedHashMap<>(settings)));
        }

        @Override
        protected void customizePropertySources(MutablePropertySources propertySources) {}
    }
}
