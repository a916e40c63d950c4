package io.sextant.sandbox.nim;

/** One request from its admission to its last token: makes its words at the engine's pace. */
final class Generation implements Sequence.Listener {
    private final ReplicaEngine engine;
    private final SandboxText text;
    private final StopFilter stop;
    private final AnswerSink sink;
    private final FinishReason endReason;
    private final Sequence sequence;
    private long previousAtNanos;
    private boolean ended;

    Generation(GenerationRequest request, ReplicaEngine engine, AnswerSink sink, long nowNanos) {
        this.engine = engine;
        this.sink = sink;
        text = new SandboxText(request.seed() ^ request.promptHash());
        stop = new StopFilter(request.stop());
        endReason = request.endReason(text.naturalLength());
        sequence = new Sequence(request.promptTokens(), request.outputTokens(text.naturalLength()), nowNanos, this);
    }

    void start() {
        engine.submit(sequence);
    }

    /** The client is gone: the slot is free for another. */
    void abort() {
        if (!ended) {
            ended = true;
            engine.cancel(sequence);
            engine.metrics().finished(sequence, FinishReason.ABORT);
        }
    }

    @Override
    public void token(int index, long atNanos, boolean last) {
        if (ended) {
            return;
        }
        count(index, atNanos);
        String passed = stop.pass(text.token(index));
        if (last && !stop.stopped()) {
            passed += stop.rest();
        }
        sink.text(passed, index == 0);
        if (stop.stopped()) {
            engine.cancel(sequence);
            end(FinishReason.STOP);
        } else if (last) {
            end(endReason);
        }
    }

    private void count(int index, long atNanos) {
        if (index == 0) {
            engine.metrics().firstToken(sequence);
        } else {
            engine.metrics().nextToken(atNanos - previousAtNanos);
        }
        previousAtNanos = atNanos;
    }

    private void end(FinishReason reason) {
        ended = true;
        engine.metrics().finished(sequence, reason);
        sink.end(reason, sequence.generated());
    }
}
