package io.sextant.sandbox.nim;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.sextant.sandbox.wire.LingeringClose;

/** Gathers a request's body up to a limit, and answers 413 beyond it. */
final class BodyLimit extends HttpObjectAggregator {
    static final int MOST_BYTES = 8 << 20;

    BodyLimit() {
        super(MOST_BYTES, true);
    }

    /** To a client that asks first whether to send so much. */
    @Override
    protected Object newContinueResponse(HttpMessage start, int maxContentLength, ChannelPipeline pipeline) {
        return HttpUtil.is100ContinueExpected(start) && HttpUtil.getContentLength(start, 0L) > maxContentLength
                ? refusal()
                : super.newContinueResponse(start, maxContentLength, pipeline);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        LingeringClose.after(context, refusal());
    }

    private static FullHttpResponse refusal() {
        FullHttpResponse response = HttpAnswer.problem(OpenAiProblem.tooLarge(
                "the request body is larger than " + (MOST_BYTES >> 20) + " MiB; send a shorter prompt"));
        HttpUtil.setKeepAlive(response, false);
        return response;
    }
}
