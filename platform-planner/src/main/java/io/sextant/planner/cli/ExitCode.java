package io.sextant.planner.cli;

/** How the process ends. */
final class ExitCode {

    static final int OK = 0;

    /** The question is fine, but nothing can hold the SLA, start or run. */
    static final int NO_ANSWER = 1;

    /** An option or a file cannot be used. */
    static final int BAD_INPUT = 2;

    /** A bug. */
    static final int FAILED = 3;

    private ExitCode() {}
}
