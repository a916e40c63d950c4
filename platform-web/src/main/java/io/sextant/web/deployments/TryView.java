package io.sextant.web.deployments;

import io.sextant.api.deployment.chat.ChatTiming;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.web.layout.Shown;
import org.jspecify.annotations.Nullable;

/** A whole answer, for browsers that run no script. */
record TryView(
        String prompt,
        String text,
        @Nullable String ttft,
        @Nullable String itl,
        @Nullable String outputTokens,
        @Nullable PlatformProblem problem) {
    static TryView answered(String prompt, String text, ChatTiming timing) {
        return new TryView(
                prompt,
                text,
                Shown.value(timing.ttftMs()) + " ms",
                timing.itlMs() == null ? null : Shown.value(timing.itlMs()) + " ms",
                Integer.toString(timing.outputTokens()),
                null);
    }

    static TryView refused(String prompt, PlatformProblem problem) {
        return new TryView(prompt, "", null, null, null, problem);
    }
}
