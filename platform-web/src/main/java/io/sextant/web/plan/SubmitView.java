package io.sextant.web.plan;

import org.jspecify.annotations.Nullable;

/**
 * The way to submission: a form, or why there is none.
 *
 * @param form absent where the proposal cannot be submitted
 * @param whyNot absent where it can
 */
record SubmitView(@Nullable SubmissionForm form, @Nullable String whyNot) {
    static SubmitView refused(String whyNot) {
        return new SubmitView(null, whyNot);
    }
}
