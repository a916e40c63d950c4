package io.sextant.web.measurements;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import java.util.List;

/** Why a file was not taken: as a whole, or line by line. */
record RefusalView(String title, String detail, String remedy, List<Line> lines) {
    private static final String LINES = "/lines/";

    /** What is wrong with one line; the column is empty where it is about all of it. */
    record Line(String number, String column, String reason) {
        static Line of(FieldError error) {
            String[] parts = error.pointer().substring(LINES.length()).split("/", 2);
            return new Line(parts[0], parts.length == 2 ? parts[1] : "", error.message());
        }
    }

    static RefusalView of(PlatformProblem problem) {
        return new RefusalView(
                "Nothing was stored",
                problem.detail(),
                problem.remedy(),
                problem.errors().stream()
                        .filter(error -> error.pointer().startsWith(LINES))
                        .map(Line::of)
                        .toList());
    }
}
