package io.sextant.sandbox.apiserver.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.sextant.sandbox.apiserver.kind.Documents;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whole HTTP responses. */
final class Responses {
    private Responses() {}

    static FullHttpResponse of(Reply.Json reply) {
        FullHttpResponse response = json(reply.code(), reply.body());
        JsonNode pause = reply.body().path("details").path("retryAfterSeconds");
        if (pause.isIntegralNumber()) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, pause.asInt());
        }
        for (String warning : reply.warnings()) {
            response.headers()
                    .add(
                            HttpHeaderNames.WARNING,
                            "299 - \"" + warning.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        }
        return response;
    }

    static FullHttpResponse json(int code, ObjectNode body) {
        return response(code, "application/json", Documents.bytes(body));
    }

    static FullHttpResponse text(Reply.Text reply) {
        return response(reply.code(), "text/plain; charset=utf-8", reply.body().getBytes(StandardCharsets.UTF_8));
    }

    private static FullHttpResponse response(int code, String contentType, byte[] body) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(code), Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-cache, private");
        return response;
    }
}
