package io.sextant.api.problem;

/**
 * One thing wrong with one member of a request.
 *
 * @param pointer JSON pointer such as {@code /workload/inputTokens}, or the form field's name
 * @param code stable and machine-readable, such as {@code too-large}
 * @param message a sentence for a person
 */
public record FieldError(String pointer, String code, String message) {}
