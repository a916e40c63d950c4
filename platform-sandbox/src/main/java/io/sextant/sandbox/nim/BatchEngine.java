package io.sextant.sandbox.nim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * One replica's continuous batching, on a clock that is handed in: the same core serves real requests and runs in
 * virtual time.
 *
 * <p>The batch moves in steps that all its sequences share. A step either prefills waiting prompts, and those in service
 * stand still meanwhile, or decodes one token for each sequence in service; between two prefills there is a decode step.
 * Requests queue first in, first out, and get a
 * slot once there is one free and the key-value cache has room for prompt and answer. Not safe for use by several threads.
 */
final class BatchEngine {
    /** Requests that reach the engine within this time of one another are seen together. */
    private static final long GATHER_NANOS = 500_000;

    private final StepTimes times;
    private final EngineLimits limits;
    private final SplittableRandom random;
    private final Queue<Sequence> waiting = new ArrayDeque<>();
    private final List<Sequence> admitted = new ArrayList<>();
    private final List<Sequence> decoding = new ArrayList<>();
    private final List<Sequence> prefilling = new ArrayList<>();
    private long reservedTokens;
    private long stepEndsAtNanos = Long.MAX_VALUE;
    private double prefillCredit;
    private boolean inStep;
    private boolean prefilledLast;

    BatchEngine(StepTimes times, EngineLimits limits, long seed) {
        this.times = times;
        this.limits = limits;
        this.random = new SplittableRandom(seed);
    }

    /** Queues a sequence that has just arrived; one that can never fit is refused. */
    void submit(Sequence sequence) {
        if (sequence.reservedTokens() > limits.kvCapacityTokens()) {
            throw new IllegalArgumentException("%d tokens do not fit into a key-value cache of %d"
                    .formatted(sequence.reservedTokens(), limits.kvCapacityTokens()));
        }
        waiting.add(sequence);
        if (stepEndsAtNanos == Long.MAX_VALUE) {
            stepEndsAtNanos = readyAtNanos(sequence);
        }
    }

    /** Takes a sequence out wherever it is, and frees its slot and its part of the cache. */
    void cancel(Sequence sequence) {
        if (waiting.remove(sequence)) {
            return;
        }
        if (admitted.remove(sequence) || decoding.remove(sequence) || prefilling.remove(sequence)) {
            reservedTokens -= sequence.reservedTokens();
        }
    }

    /** When the step in progress ends; empty while there is nothing to do. */
    OptionalLong nextStepAtNanos() {
        return stepEndsAtNanos == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(stepEndsAtNanos);
    }

    /** Ends every step that is due and starts the one after it at the very moment the other ended. */
    void advanceTo(long nowNanos) {
        while (stepEndsAtNanos <= nowNanos) {
            long endedAt = stepEndsAtNanos;
            stepEndsAtNanos = Long.MAX_VALUE;
            endStep(endedAt);
            startStep(endedAt);
        }
    }

    int running() {
        return admitted.size() + prefilling.size() + decoding.size();
    }

    int queued() {
        return waiting.size();
    }

    /** Share of the key-value cache in use, from 0 to 1. */
    double cacheUse() {
        long held = 0;
        for (Sequence sequence : decoding) {
            held += sequence.heldTokens();
        }
        for (Sequence sequence : prefilling) {
            held += sequence.heldTokens();
        }
        return (double) held / limits.kvCapacityTokens();
    }

    private void endStep(long endedAt) {
        if (!inStep) {
            return;
        }
        inStep = false;
        List<Sequence> grown = List.copyOf(prefilling.isEmpty() ? decoding : prefilling);
        decoding.addAll(prefilling);
        prefilling.clear();
        for (Sequence sequence : grown) {
            sequence.grow(endedAt);
            if (sequence.finished() && decoding.remove(sequence)) {
                reservedTokens -= sequence.reservedTokens();
            }
        }
    }

    private void startStep(long nowNanos) {
        admit(nowNanos);
        double stepMs;
        if (!admitted.isEmpty() && (decoding.isEmpty() || !prefilledLast)) {
            stepMs = startPrefill();
        } else if (!decoding.isEmpty()) {
            stepMs = times.decodeMs(decoding.size(), meanContext());
        } else {
            sleepUntilNextArrival();
            return;
        }
        prefilledLast = !prefilling.isEmpty();
        inStep = true;
        stepEndsAtNanos = nowNanos + Math.max(1, (long) (stepMs * noise() * 1e6));
    }

    private void admit(long nowNanos) {
        while (running() < limits.maxSequences()) {
            Sequence next = waiting.peek();
            if (next == null
                    || readyAtNanos(next) > nowNanos + GATHER_NANOS
                    || reservedTokens + next.reservedTokens() > limits.kvCapacityTokens()) {
                return;
            }
            waiting.remove();
            reservedTokens += next.reservedTokens();
            next.start(nowNanos);
            admitted.add(next);
        }
    }

    /** Moves as many prompts into this step as the engine prefills together; fractions carry over to later steps. */
    private double startPrefill() {
        double prompt = 0;
        double output = 0;
        for (Sequence sequence : admitted) {
            prompt += sequence.promptTokens();
            output += sequence.outputTokens();
        }
        for (Sequence sequence : decoding) {
            prompt += sequence.promptTokens();
            output += sequence.outputTokens();
        }
        int batch = running();
        prefillCredit += times.promptsPerPrefill(batch, prompt / batch, output / batch);
        int group = Math.clamp((long) prefillCredit, 1, admitted.size());
        prefillCredit = Math.clamp(prefillCredit - group, 0, 1);
        List<Sequence> taken = admitted.subList(0, group);
        double meanPrompt =
                taken.stream().mapToInt(Sequence::promptTokens).average().orElseThrow();
        double stepMs = times.prefillMs(group, meanPrompt);
        prefilling.addAll(taken);
        taken.clear();
        return stepMs;
    }

    private void sleepUntilNextArrival() {
        Sequence next = waiting.peek();
        if (next != null) {
            stepEndsAtNanos = readyAtNanos(next);
        }
    }

    private long readyAtNanos(Sequence sequence) {
        return sequence.arrivedAtNanos() + (long) (limits.frontEndMs() * 1e6);
    }

    private double meanContext() {
        long held = 0;
        for (Sequence sequence : decoding) {
            held += sequence.heldTokens();
        }
        return (double) held / decoding.size();
    }

    private double noise() {
        return limits.jitter() == 0 ? 1 : Math.exp(limits.jitter() * random.nextGaussian());
    }
}
