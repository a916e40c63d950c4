package io.sextant.planner.cli;

/** An option or a file that cannot be used, with what to do about it. */
final class InvalidInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    InvalidInput(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
