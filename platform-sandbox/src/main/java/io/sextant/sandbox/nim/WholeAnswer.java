package io.sextant.sandbox.nim;

import io.netty.handler.codec.http.FullHttpResponse;
import java.util.function.Consumer;

/** Collects an answer and sends it in one piece. */
final class WholeAnswer implements AnswerSink {
    private final GenerationRequest request;
    private final AnswerJson json;
    private final Consumer<FullHttpResponse> onDone;
    private final StringBuilder collected = new StringBuilder();

    WholeAnswer(GenerationRequest request, AnswerJson json, Consumer<FullHttpResponse> onDone) {
        this.request = request;
        this.json = json;
        this.onDone = onDone;
    }

    @Override
    public void text(String text, boolean first) {
        collected.append(text);
    }

    @Override
    public void end(FinishReason reason, int outputTokens) {
        onDone.accept(HttpAnswer.text(
                200,
                "application/json",
                json.whole(collected.toString(), reason, request.promptTokens(), outputTokens)));
    }
}
