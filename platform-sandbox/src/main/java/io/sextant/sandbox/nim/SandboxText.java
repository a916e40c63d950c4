package io.sextant.sandbox.nim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The words of one answer, a token at a time.
 *
 * <p>Every answer opens by saying that it comes from the sandbox and that no model ran; what follows is the same for the
 * same seed. An answer has a natural end, and goes on beyond it for as long as tokens are asked for.
 */
final class SandboxText {
    private static final String OPENING = "This answer comes from the Sextant sandbox: no model ran, "
            + "only its timing follows the planner's prediction for this deployment.";
    private static final List<String> SENTENCES = List.of(
            "A sextant measures the angle between the horizon and a star, and two such angles fix a position.",
            "Here the stars are promises about latency, and the horizon is what was really observed.",
            "Each word reached you as one token, at the pace the hardware in the plan would keep.",
            "More people asking at once would make every one of them wait a little longer.",
            "A navigator writes down the time of each sight, because an angle without a clock is worth little.",
            "The same question with the same seed brings the same words back.",
            "On a real cluster, a model would have read your question before it answered.",
            "Good charts show the shoals as plainly as the harbour.",
            "When the sea is calm, the first reading and the last agree to within a minute of arc.",
            "Dead reckoning is honest as long as it says how far it may be wrong.");
    private static final int MOST_SENTENCES = 5;

    private final SplittableRandom random;
    private final List<String> tokens = new ArrayList<>();
    private final int naturalLength;

    SandboxText(long seed) {
        random = new SplittableRandom(seed);
        append(OPENING);
        int sentences = 1 + random.nextInt(MOST_SENTENCES);
        for (int i = 0; i < sentences; i++) {
            append(SENTENCES.get(random.nextInt(SENTENCES.size())));
        }
        naturalLength = tokens.size();
    }

    /** Tokens after which the answer is complete. */
    int naturalLength() {
        return naturalLength;
    }

    /** The text of a token; joined in order they are the answer. */
    String token(int index) {
        while (index >= tokens.size()) {
            append(SENTENCES.get(random.nextInt(SENTENCES.size())));
        }
        return tokens.get(index);
    }

    private void append(String sentence) {
        for (String word : sentence.split(" ", -1)) {
            tokens.add(tokens.isEmpty() ? word : " " + word);
        }
    }
}
