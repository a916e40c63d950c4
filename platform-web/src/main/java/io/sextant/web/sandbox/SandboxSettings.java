package io.sextant.web.sandbox;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the sandbox profile.
 *
 * @param dataDir where everything is kept between starts
 */
@ConfigurationProperties("sextant")
@Validated
record SandboxSettings(@NotNull Path dataDir) {}
