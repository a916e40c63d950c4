package io.sextant.api.deployment.web;

import io.sextant.api.problem.PlatformProblem;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A stream of server-sent events, written on a virtual thread of its own for as long as somebody reads. */
final class EventStream {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private final SseEmitter emitter;

    private EventStream(SseEmitter emitter) {
        this.emitter = emitter;
    }

    /** Begins to stream what the source tells; the source is interrupted when the reader has gone. */
    static SseEmitter of(Duration limit, Source source) {
        SseEmitter emitter = new SseEmitter(limit.toMillis());
        EventStream stream = new EventStream(emitter);
        Thread writer = Thread.ofVirtual().name("event-stream").unstarted(() -> stream.run(source));
        emitter.onTimeout(writer::interrupt);
        emitter.onError(_ -> writer.interrupt());
        emitter.onCompletion(writer::interrupt);
        writer.start();
        return emitter;
    }

    void event(@Nullable String id, String name, Object body) throws IOException {
        SseEmitter.SseEventBuilder event = SseEmitter.event().name(name).data(body, MediaType.APPLICATION_JSON);
        emitter.send(id == null ? event : event.id(id));
    }

    void comment(String text) throws IOException {
        emitter.send(SseEmitter.event().comment(text));
    }

    private void run(Source source) {
        try {
            tell(source);
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("Reader of an event stream went away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("Event stream broke off", e);
            emitter.completeWithError(e);
        }
    }

    // Once a stream has begun there is no status code to change: a problem is an event.
    private void tell(Source source) throws IOException, InterruptedException {
        try {
            source.tell(this);
        } catch (PlatformProblem problem) {
            event(
                    null,
                    "problem",
                    new Problem(
                            "urn:sextant:problem:" + problem.type(),
                            problem.title(),
                            problem.status(),
                            problem.detail(),
                            problem.remedy()));
        }
    }

    /** What tells the events. */
    @FunctionalInterface
    interface Source {
        void tell(EventStream stream) throws IOException, InterruptedException;
    }

    private record Problem(String type, String title, int status, String detail, String remedy) {}
}
