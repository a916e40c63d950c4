package io.sextant.api.deployment.web;

import io.sextant.api.deployment.DeploymentId;
import io.sextant.api.deployment.DeploymentSettings;
import io.sextant.api.deployment.Deployments;
import io.sextant.api.deployment.TryModel;
import io.sextant.api.deployment.WatchDeployment;
import io.sextant.api.deployment.chat.ChatEvent;
import io.sextant.api.deployment.chat.ChatPrompt;
import io.sextant.api.deployment.chat.ChatTiming;
import io.sextant.api.deployment.status.DeploymentStatus;
import io.sextant.api.planning.Performance;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What a deployment tells while somebody listens, as server-sent events. */
@RestController
@RequestMapping("/api/v1/deployments")
class DeploymentStreams {
    private final Deployments deployments;
    private final WatchDeployment watching;
    private final TryModel trying;
    private final DeploymentSettings settings;

    DeploymentStreams(Deployments deployments, WatchDeployment watching, TryModel trying, DeploymentSettings settings) {
        this.deployments = deployments;
        this.watching = watching;
        this.trying = trying;
        this.settings = settings;
    }

    /** Events "status", each with the whole status; comments in between; ends when the deployment is retired. */
    @GetMapping(path = "/{id}/watch", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Requires(Permission.VIEW_TEAM)
    SseEmitter watch(
            @PathVariable UUID id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            Actor actor) {
        DeploymentId deployment = new DeploymentId(id);
        // A deployment that is not there is answered as such, before a stream begins.
        deployments.status(deployment, actor);
        return EventStream.of(
                settings.watchLimit().plus(settings.watchHeartbeat()),
                stream -> watching.follow(deployment, actor, lastEventId, new WatchDeployment.Listener() {
                    @Override
                    public void status(String eventId, DeploymentStatus status) throws IOException {
                        stream.event(eventId, "status", status);
                    }

                    @Override
                    public void stillThere() throws IOException {
                        stream.comment("still there");
                    }
                }));
    }

    /** Events "piece" while the model answers, then one "finished"; or one "problem". */
    @PostMapping(path = "/{id}/chat", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Requires(Permission.USE_MODEL)
    SseEmitter chat(@PathVariable UUID id, @RequestBody ChatPrompt prompt, Actor actor) {
        TryModel.Trial trial = trying.prepare(new DeploymentId(id), prompt, actor);
        return EventStream.of(
                settings.chat().limit().plus(settings.watchHeartbeat()),
                stream -> trial.run(event -> {
                    switch (event) {
                        case ChatEvent.Piece piece -> stream.event(null, "piece", piece);
                        case ChatEvent.Finished finished ->
                            stream.event(null, "finished", new Finished(finished.measured(), trial.promised()));
                    }
                }));
    }

    /**
     * The end of an answer.
     *
     * @param promised by the accepted plan, with as many requests in flight as planned
     */
    record Finished(ChatTiming measured, Performance promised) {}
}
