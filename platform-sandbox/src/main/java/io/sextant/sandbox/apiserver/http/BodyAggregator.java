package io.sextant.sandbox.apiserver.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.wire.LingeringClose;

/** Gathers a request's body, up to the size Kubernetes takes. */
final class BodyAggregator extends HttpObjectAggregator {
    static final int LIMIT_BYTES = 3 << 20;

    BodyAggregator() {
        super(LIMIT_BYTES);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        LingeringClose.after(
                ctx, Responses.json(413, ApiProblem.tooLarge(LIMIT_BYTES).status()));
    }
}
