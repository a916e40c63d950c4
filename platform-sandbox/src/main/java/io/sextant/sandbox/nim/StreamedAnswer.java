package io.sextant.sandbox.nim;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;

/** Sends an answer as server-sent events, one for each token. */
final class StreamedAnswer implements AnswerSink {
    private final GenerationRequest request;
    private final AnswerJson json;
    private final ChannelHandlerContext context;
    private final Runnable onDone;

    StreamedAnswer(GenerationRequest request, AnswerJson json, ChannelHandlerContext context, Runnable onDone) {
        this.request = request;
        this.json = json;
        this.context = context;
        this.onDone = onDone;
    }

    @Override
    public void text(String text, boolean first) {
        if (first) {
            ChannelFuture _ = context.write(HttpAnswer.events());
            if (request.chat()) {
                write(json.roleChunk());
            }
        }
        if (!text.isEmpty()) {
            write(json.textChunk(text));
        }
        context.flush();
    }

    @Override
    public void end(FinishReason reason, int outputTokens) {
        write(json.endChunk(reason));
        if (request.includeUsage()) {
            write(json.usageChunk(request.promptTokens(), outputTokens));
        }
        write(AnswerJson.doneEvent());
        ChannelFuture _ = context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        onDone.run();
    }

    private void write(String event) {
        ChannelFuture _ =
                context.write(new DefaultHttpContent(Unpooled.wrappedBuffer(event.getBytes(StandardCharsets.UTF_8))));
    }
}
