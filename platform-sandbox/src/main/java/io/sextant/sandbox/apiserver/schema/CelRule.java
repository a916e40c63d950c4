package io.sextant.sandbox.apiserver.schema;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One rule of {@code x-kubernetes-validations}, ready to be asked.
 *
 * @param reason such as {@code FieldValueInvalid}
 * @param fieldPath of the field at fault, from the value the rule is about; empty for the value itself
 * @param transition whether it compares with the old value and is asked of changes only
 * @param optionalOld whether a transition rule is asked of new values as well, with an empty optional
 */
public record CelRule(
        String text,
        String message,
        String reason,
        String fieldPath,
        boolean transition,
        boolean optionalOld,
        Program program,
        @Nullable Program messageProgram) {
    private static final int LONGEST_MESSAGE = 5120;

    /**
     * What is wrong with the value; empty when the rule holds.
     *
     * @param variables {@code self} and, for transition rules, {@code oldSelf}
     */
    public Optional<String> fault(Map<String, Object> variables) {
        try {
            return Boolean.TRUE.equals(program.eval(variables)) ? Optional.empty() : Optional.of(explain(variables));
        } catch (CelEvaluationException | IllegalArgumentException e) {
            return Optional.of(
                    "%s evaluating rule: %s".formatted(reason(e), message.isEmpty() ? text.strip() : message));
        }
    }

    private String explain(Map<String, Object> variables) {
        if (messageProgram != null) {
            try {
                if (messageProgram.eval(variables) instanceof String said
                        && !said.isBlank()
                        && said.length() <= LONGEST_MESSAGE
                        && said.indexOf('\n') < 0) {
                    return said.strip();
                }
            } catch (CelEvaluationException | IllegalArgumentException e) {
                return fixed();
            }
        }
        return fixed();
    }

    private String fixed() {
        return message.isEmpty() ? "failed rule: " + text.strip() : message.strip();
    }

    /** Without the place in the rule, which the API server does not tell either. */
    private static String reason(Exception failure) {
        return String.valueOf(failure.getMessage()).replaceFirst("^evaluation error at [^ ]+: ", "");
    }
}
