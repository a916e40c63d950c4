package io.sextant.sandbox.apiserver.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.concurrent.Future;
import io.sextant.sandbox.apiserver.http.Reply.EventSink;
import io.sextant.sandbox.apiserver.http.Reply.Subscription;
import io.sextant.sandbox.apiserver.kind.Documents;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A stream of JSON events on one connection, as HTTP chunks or WebSocket text frames, flushed one by one. */
final class ChannelStream implements EventSink {
    /** A client this far behind is cut off and starts anew. */
    private static final long BEHIND_BYTES = 16L << 20;

    private final ChannelHandlerContext ctx;
    private final boolean webSocket;
    private final Set<Future<?>> scheduled = ConcurrentHashMap.newKeySet();
    private @Nullable Subscription subscription;
    private volatile boolean ended;

    private ChannelStream(ChannelHandlerContext ctx, boolean webSocket) {
        this.ctx = ctx;
        this.webSocket = webSocket;
    }

    static ChannelStream chunked(ChannelHandlerContext ctx) {
        return new ChannelStream(ctx, false);
    }

    static ChannelStream webSocket(ChannelHandlerContext ctx) {
        return new ChannelStream(ctx, true);
    }

    /** Called on the connection's thread. */
    void begin(Reply.Source source) {
        if (!webSocket) {
            HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
            head.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                    .set(HttpHeaderNames.CACHE_CONTROL, "no-cache, private")
                    .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            Wire.send(ctx, head);
        }
        subscription = source.begin(this);
        if (ended) {
            subscription.cancel();
        }
    }

    /** Called on the connection's thread once the client has gone. */
    void cancel() {
        finish();
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void send(ObjectNode event) {
        if (ended) {
            return;
        }
        ChannelOutboundBuffer pending = ctx.channel().unsafe().outboundBuffer();
        if (pending != null && pending.totalPendingWriteBytes() > BEHIND_BYTES) {
            finish();
            Wire.close(ctx);
            return;
        }
        byte[] text = Documents.bytes(event);
        inOrder(() -> Wire.send(
                ctx,
                webSocket
                        ? new TextWebSocketFrame(Unpooled.wrappedBuffer(text))
                        : new DefaultHttpContent(Unpooled.wrappedBuffer(text, new byte[] {'\n'}))));
    }

    /**
     * Through the connection's queue, on its own thread too: what is written there at once would overtake what another thread
     * has queued, and a client that hears of a deletion before the change that led to it keeps the object for ever.
     */
    private void inOrder(Runnable write) {
        try {
            ctx.executor().execute(write);
        } catch (RejectedExecutionException e) {
            // The server is closing; its clients find out by themselves.
            finish();
        }
    }

    @Override
    public void end() {
        if (ended) {
            return;
        }
        finish();
        inOrder(() -> {
            if (subscription != null) {
                subscription.cancel();
            }
        });
        inOrder(() ->
                Wire.sendLast(ctx, webSocket ? new CloseWebSocketFrame(1000, "") : LastHttpContent.EMPTY_LAST_CONTENT));
    }

    @Override
    public void schedule(long delayMs, Runnable task) {
        if (ended) {
            return;
        }
        Future<?> future = ctx.executor()
                .schedule(
                        () -> {
                            if (!ended) {
                                task.run();
                            }
                        },
                        delayMs,
                        TimeUnit.MILLISECONDS);
        scheduled.add(future);
        future.addListener(done -> scheduled.remove(done));
        if (ended) {
            future.cancel(false);
        }
    }

    /** A watch may be asked for an hour; once it has ended, nothing is kept for that long. */
    private void finish() {
        ended = true;
        scheduled.forEach(future -> future.cancel(false));
    }
}
