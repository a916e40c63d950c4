package io.sextant.api.problem.web;

import io.sextant.api.problem.PlatformProblem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which state of a thing a client has seen, as ETag and If-Match carry it. */
public record EntityRevision(int number) {
    private static final Pattern FORM = Pattern.compile("\"(\\d{1,9})\"");

    /** Reads the If-Match header of a write, which must name exactly one revision. */
    public static EntityRevision required(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new PlatformProblem.PreconditionMissing(
                    "If-Match",
                    "Read the thing first and send its ETag in If-Match, so that no change is overwritten.");
        }
        Matcher form = FORM.matcher(ifMatch.strip());
        if (!form.matches()) {
            throw new PlatformProblem.Invalid(
                    "If-Match",
                    "malformed",
                    "If-Match must be the ETag of the last answer, quotes included, such as \"3\".");
        }
        return new EntityRevision(Integer.parseInt(form.group(1)));
    }

    /** The value of the ETag header. */
    public String etag() {
        return "\"" + number + "\"";
    }
}
