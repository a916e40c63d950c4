package io.sextant.sandbox.apiserver.http;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What the API answers. */
public sealed interface Reply {
    /** A JSON document. */
    record Json(int code, ObjectNode body, List<String> warnings) implements Reply {
        public Json(int code, ObjectNode body) {
            this(code, body, List.of());
        }
    }

    /** Plain text. */
    record Text(int code, String body) implements Reply {}

    /** A stream of events that lasts until one side ends it. */
    record Stream(Source source) implements Reply {}

    /** Another answer, given late. */
    record Delayed(long byMs, Reply reply) implements Reply {}

    /** Feeds a stream. */
    interface Source {
        /** Begins to send; called once. The answer is closed when the client has gone. */
        Subscription begin(EventSink sink);
    }

    /** A running stream. */
    interface Subscription {
        /** Ends the stream's work; the client is gone or the sink has been ended. */
        void cancel();
    }

    /** Where a stream's events go; neither method blocks. */
    interface EventSink {
        /** Sends one event and flushes it. */
        void send(ObjectNode event);

        /** Ends the stream in an orderly way. */
        void end();

        /** Runs a task on this stream's thread after a delay, unless the stream has ended by then. */
        void schedule(long delayMs, Runnable task);
    }
}
