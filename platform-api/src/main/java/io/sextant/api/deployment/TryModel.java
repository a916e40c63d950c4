package io.sextant.api.deployment;

import io.sextant.api.deployment.chat.ChatClient;
import io.sextant.api.deployment.chat.ChatEndpoint;
import io.sextant.api.deployment.chat.ChatEvent;
import io.sextant.api.deployment.chat.ChatPrompt;
import io.sextant.api.deployment.status.DeploymentStatus;
import io.sextant.api.planning.Performance;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Sends a prompt to a deployment and measures the answer, so that it can stand beside what was promised. */
@Service
public class TryModel {
    private final Deployments deployments;
    private final DeploymentSettings.Chat limits;
    private final ChatClient client;
    private final Clock clock;

    TryModel(Deployments deployments, DeploymentSettings settings, JsonMapper json, Clock clock) {
        this.deployments = deployments;
        this.limits = settings.chat();
        this.client = new ChatClient(json, limits.connectTimeout(), limits.silence(), limits.limit());
        this.clock = clock;
    }

    /** Checks that the caller may ask and that there is somebody to answer; nothing is sent yet. */
    public Trial prepare(DeploymentId id, ChatPrompt prompt, Actor actor) {
        requireSize(prompt);
        DeploymentRow row = deployments.row(id, Permission.USE_MODEL, actor);
        DeploymentStatus status = row.status(clock.instant());
        if (status.endpointUrl() == null) {
            throw new PlatformProblem.Conflict(
                    "not-serving",
                    "The deployment does not serve now",
                    row.name() + " is " + status.phase().label().toLowerCase(java.util.Locale.ROOT) + ": "
                            + status.sentence(),
                    "Wait until it is ready; GET /api/v1/deployments/" + id + "/watch tells when.",
                    Map.of("phase", status.phase()));
        }
        ChatEndpoint endpoint =
                ChatEndpoint.at(status.endpointUrl(), row.plan().model().nimId());
        return new Trial(client, endpoint, prompt, row.plan().promise());
    }

    private void requireSize(ChatPrompt prompt) {
        if (prompt.message().length() > limits.maxPromptCharacters()) {
            throw new PlatformProblem.Invalid(
                    "/message",
                    "too-large",
                    "A message here has at most %,d characters; call the endpoint itself for longer ones."
                            .formatted(limits.maxPromptCharacters()));
        }
        if (prompt.maxOutputTokens() > limits.maxOutputTokens()) {
            throw new PlatformProblem.Invalid(
                    "/maxOutputTokens",
                    "too-large",
                    "An answer here has at most %,d tokens; call the endpoint itself for longer ones."
                            .formatted(limits.maxOutputTokens()));
        }
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /**
     * A prompt that can be sent.
     *
     * @param promised what the accepted plan says of latency, with as many requests in flight as planned
     */
    public record Trial(ChatClient client, ChatEndpoint endpoint, ChatPrompt prompt, Performance promised) {
        /** Sends it and tells the answer as it comes; blocks until it is complete or the listener has gone. */
        public void run(ChatEvent.Listener listener) throws IOException, InterruptedException {
            client.ask(endpoint, prompt, listener);
        }
    }
}
