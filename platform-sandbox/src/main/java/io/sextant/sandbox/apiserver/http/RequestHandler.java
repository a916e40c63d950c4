package io.sextant.sandbox.apiserver.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns HTTP into {@link ApiRequest}s and {@link Reply}s into HTTP, on one connection. */
final class RequestHandler extends SimpleChannelInboundHandler<Object> {
    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);
    private static final int FRAME_BYTES = 1 << 20;

    private final Api api;
    private @Nullable ChannelStream stream;

    RequestHandler(Api api) {
        this.api = api;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Object message) {
        switch (message) {
            case FullHttpRequest request -> request(ctx, request);
            case WebSocketFrame frame -> frame(ctx, frame);
            default -> LOG.warn("Unexpected message {}", message.getClass());
        }
    }

    private void request(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (stream != null) {
            Wire.close(ctx);
            return;
        }
        answer(ctx, request, answer(request));
    }

    private void answer(ChannelHandlerContext ctx, FullHttpRequest request, Reply reply) {
        switch (reply) {
            case Reply.Json json -> write(ctx, request, Responses.of(json));
            case Reply.Text text -> write(ctx, request, Responses.text(text));
            case Reply.Delayed(long byMs, Reply later) -> {
                request.retain();
                var _ = ctx.executor().schedule(() -> late(ctx, request, later), byMs, TimeUnit.MILLISECONDS);
            }
            case Reply.Stream streaming -> {
                if (wantsWebSocket(request)) {
                    upgrade(ctx, request, streaming);
                } else {
                    stream = ChannelStream.chunked(ctx);
                    stream.begin(streaming.source());
                }
            }
        }
    }

    private void late(ChannelHandlerContext ctx, FullHttpRequest request, Reply reply) {
        try {
            if (ctx.channel().isActive()) {
                answer(ctx, request, reply);
            }
        } finally {
            request.release();
        }
    }

    private Reply answer(FullHttpRequest request) {
        try {
            LocalCallers.require(request.headers());
            return api.handle(parse(request));
        } catch (ApiProblem problem) {
            return new Reply.Json(problem.code(), problem.status());
        } catch (RuntimeException e) {
            LOG.error("Sandbox API failed: method={} uri={}", request.method(), request.uri(), e);
            return new Reply.Json(
                    500,
                    ApiProblem.internal("see the log of the sandbox cluster").status());
        }
    }

    private static ApiRequest parse(FullHttpRequest request) {
        QueryStringDecoder uri;
        List<String> path = new ArrayList<>();
        try {
            uri = new QueryStringDecoder(request.uri(), StandardCharsets.UTF_8);
            for (String segment : uri.rawPath().split("/", -1)) {
                if (!segment.isEmpty()) {
                    path.add(QueryStringDecoder.decodeComponent(segment, StandardCharsets.UTF_8));
                }
            }
            return new ApiRequest(
                    request.method().name(),
                    path,
                    uri.parameters(),
                    String.join(",", request.headers().getAll(HttpHeaderNames.ACCEPT)),
                    request.headers().get(HttpHeaderNames.CONTENT_TYPE, ""),
                    request.headers().get(HttpHeaderNames.USER_AGENT, ""),
                    request.content().toString(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw ApiProblem.badRequest("the request's URL is malformed: " + e.getMessage());
        }
    }

    private static boolean wantsWebSocket(FullHttpRequest request) {
        return request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request, Reply.Stream streaming) {
        String location = "ws://" + request.headers().get(HttpHeaderNames.HOST, "localhost") + request.uri();
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(location, "*", true, FRAME_BYTES).newHandshaker(request);
        if (handshaker == null) {
            var _ = WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(ctx.channel());
            return;
        }
        ChannelStream opened = ChannelStream.webSocket(ctx);
        stream = opened;
        var _ = handshaker.handshake(ctx.channel(), request).addListener(done -> {
            if (done.isSuccess()) {
                opened.begin(streaming.source());
            } else {
                Wire.close(ctx);
            }
        });
    }

    private static void frame(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame close) {
            Wire.sendLast(ctx, close.retain());
        } else if (frame instanceof PingWebSocketFrame ping) {
            Wire.send(ctx, new PongWebSocketFrame(ping.content().retain()));
        }
    }

    private static void write(ChannelHandlerContext ctx, FullHttpRequest request, FullHttpResponse response) {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        HttpUtil.setKeepAlive(response, keepAlive);
        if (keepAlive) {
            Wire.send(ctx, response);
        } else {
            Wire.sendLast(ctx, response);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (stream != null) {
            stream.cancel();
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.warn("Sandbox API connection failed", cause);
        }
        Wire.close(ctx);
    }
}
