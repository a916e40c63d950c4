package io.sextant.api.deployment;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of deployments.
 *
 * @param callerNamespaces namespaces that may reach the teams' endpoints: NIM Operator, platform, monitoring
 * @param watchHeartbeat how often a stream says that it still lives
 * @param watchLimit after which a stream ends and its reader comes back, with the rights it has then
 * @param drain how long replaced replicas run on after the address was moved away from them
 * @param sharedWeights whether volumes are such that several nodes can mount them, so that a team's deployments share weights
 *     and grow in place; by each cluster's own report unless given
 * @param poll how often changes made by another process of the platform are looked for
 * @param logLevel of the NIMs
 * @param priorityClass of the replicas' pods, which the clusters must have; none unless given
 */
@ConfigurationProperties("sextant.deployments")
@Validated
public record DeploymentSettings(
        @DefaultValue({"nim-operator", "sextant-system", "monitoring"}) @NotEmpty
        List<String> callerNamespaces,

        @DefaultValue("15s") Duration watchHeartbeat,
        @DefaultValue("30m") Duration watchLimit,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("INFO") LogLevel logLevel,
        @Nullable String priorityClass,
        @DefaultValue("60s") Duration drain,
        @Nullable Boolean sharedWeights,
        @DefaultValue Chat chat) {
    /** How much a NIM says in its log. */
    public enum LogLevel {
        TRACE,
        DEBUG,
        INFO,
        WARNING,
        ERROR,
        CRITICAL
    }

    /**
     * Limits of trying a model.
     *
     * @param maxPromptCharacters longest prompt
     * @param maxOutputTokens longest answer
     * @param connectTimeout until the endpoint takes the connection
     * @param silence longest time between two pieces of an answer, the first included
     * @param limit longest time of a whole answer
     */
    public record Chat(
            @DefaultValue("32000") @Min(1) int maxPromptCharacters,
            @DefaultValue("1024") @Min(1) int maxOutputTokens,
            @DefaultValue("3s") Duration connectTimeout,
            @DefaultValue("60s") Duration silence,
            @DefaultValue("5m") Duration limit) {}
}
