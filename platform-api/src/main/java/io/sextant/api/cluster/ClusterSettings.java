package io.sextant.api.cluster;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of clusters.
 *
 * @param joinTokenLifetime after which a join token that nobody used is void
 * @param credentialAge after which a deployer is asked to replace its credential
 */
@ConfigurationProperties("sextant.clusters")
@Validated
public record ClusterSettings(
        @DefaultValue("1h") @DurationMin(minutes = 1) Duration joinTokenLifetime,
        @DefaultValue("90d") @DurationMin(hours = 1) Duration credentialAge) {}
