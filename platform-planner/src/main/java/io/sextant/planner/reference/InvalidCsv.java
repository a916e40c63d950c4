package io.sextant.planner.reference;

import java.util.List;
import java.util.stream.Collectors;

/** A CSV file that cannot be used, with every line that is wrong; its message shows the first twenty. */
public final class InvalidCsv extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final int MOST_SHOWN = 20;

    /** What is wrong with a line, counted from 1. */
    public record Problem(int line, String message) {}

    private final String file;
    private final transient List<Problem> problems;

    public InvalidCsv(String file, List<Problem> problems) {
        super(message(file, problems));
        this.file = file;
        this.problems = List.copyOf(problems);
    }

    private static String message(String file, List<Problem> problems) {
        String first = problems.stream()
                .limit(MOST_SHOWN)
                .map(problem -> "%s line %d: %s".formatted(file, problem.line(), problem.message()))
                .collect(Collectors.joining("\n"));
        int more = problems.size() - MOST_SHOWN;
        return more > 0 ? "%s\nand %d more lines".formatted(first, more) : first;
    }

    static void throwIfAny(String file, List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidCsv(file, problems);
        }
    }

    public String file() {
        return file;
    }

    public List<Problem> problems() {
        return problems;
    }
}
