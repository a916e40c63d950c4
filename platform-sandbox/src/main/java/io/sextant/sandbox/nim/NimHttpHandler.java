package io.sextant.sandbox.nim;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Answers the requests of one connection, one after the other. */
final class NimHttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final int UNAVAILABLE = 503;
    private static final int MOST_PIPELINED = 16;
    private static final Set<String> READ_ONLY = Set.of(
            "/v1/health/live",
            "/v1/health/ready",
            "/v1/models",
            "/v1/metadata",
            "/v1/version",
            "/v1/metrics",
            "/metrics");

    private final NimEndpoint endpoint;
    private final Deque<FullHttpRequest> pipelined = new ArrayDeque<>();
    private @Nullable Generation generation;

    NimHttpHandler(NimEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (generation == null) {
            handle(context, request);
        } else if (pipelined.size() < MOST_PIPELINED) {
            pipelined.add(request.retain());
        } else {
            ChannelFuture _ = context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        if (generation != null) {
            generation.abort();
            generation = null;
        }
        pipelined.forEach(FullHttpRequest::release);
        pipelined.clear();
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        ChannelFuture _ = context.close();
    }

    private void handle(ChannelHandlerContext context, FullHttpRequest request) {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        try {
            if (request.decoderResult().isFailure()) {
                throw OpenAiProblem.badRequest("the request is not valid HTTP");
            }
            String path = new QueryStringDecoder(request.uri()).path();
            switch (path) {
                case "/v1/chat/completions", "/v1/completions" -> generate(context, request, path, keepAlive);
                // Thousands of endpoints are each looked at every few seconds; a connection kept to each is an open
                // file at both ends.
                default -> send(context, read(request, path), false);
            }
        } catch (OpenAiProblem problem) {
            // Who asked a closed address comes to the new one only with a new connection.
            send(context, HttpAnswer.problem(problem), keepAlive && problem.status() != UNAVAILABLE);
        }
    }

    private FullHttpResponse read(FullHttpRequest request, String path) {
        if (!READ_ONLY.contains(path)) {
            throw OpenAiProblem.notFound("there is nothing at " + path);
        }
        require(request, HttpMethod.GET);
        ServedModel model = endpoint.model().orElseThrow(NimHttpHandler::notReady);
        return switch (path) {
            case "/v1/health/live" -> HttpAnswer.json(200, ModelCard.health("Service is live."));
            case "/v1/health/ready" -> HttpAnswer.json(200, ModelCard.health("Service is ready."));
            case "/v1/models" -> HttpAnswer.json(200, ModelCard.models(model));
            case "/v1/metadata" -> HttpAnswer.json(200, ModelCard.metadata(model));
            case "/v1/version" -> HttpAnswer.json(200, ModelCard.version(model));
            default -> HttpAnswer.text(200, "text/plain; version=0.0.4; charset=utf-8", endpoint.metrics());
        };
    }

    private void generate(ChannelHandlerContext context, FullHttpRequest request, String path, boolean keepAlive) {
        require(request, HttpMethod.POST);
        ReplicaEngine engine = endpoint.leastBusy().orElseThrow(NimHttpHandler::notReady);
        ServedModel model = engine.replica().model();
        RequestReader reader = new RequestReader(model, endpoint.seed());
        byte[] body = ByteBufUtil.getBytes(request.content());
        GenerationRequest asked = path.equals("/v1/completions") ? reader.completion(body) : reader.chat(body);
        AnswerJson json = new AnswerJson(
                asked,
                Long.toHexString(ThreadLocalRandom.current().nextLong()),
                model.id(),
                System.currentTimeMillis() / 1000);
        AnswerSink sink = asked.stream()
                ? new StreamedAnswer(asked, json, context, () -> done(context, keepAlive))
                : new WholeAnswer(asked, json, response -> {
                    generation = null;
                    send(context, response, keepAlive);
                });
        generation = new Generation(asked, engine, sink, System.nanoTime());
        generation.start();
    }

    private void send(ChannelHandlerContext context, FullHttpResponse response, boolean keepAlive) {
        HttpUtil.setKeepAlive(response, keepAlive);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        done(context, keepAlive);
    }

    private void done(ChannelHandlerContext context, boolean keepAlive) {
        generation = null;
        if (!keepAlive) {
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        FullHttpRequest next = pipelined.poll();
        if (next != null) {
            try {
                handle(context, next);
            } finally {
                next.release();
            }
        }
    }

    private static void require(FullHttpRequest request, HttpMethod method) {
        if (!request.method().equals(method)) {
            throw OpenAiProblem.methodNotAllowed("use " + method + " here");
        }
    }

    private static OpenAiProblem notReady() {
        return OpenAiProblem.unavailable("no replica is ready");
    }
}
