package io.sextant.api.deployment.web;

import io.sextant.api.deployment.DeploymentDetail;
import io.sextant.api.problem.web.EntityRevision;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What a client has seen of a deployment: its generation, and behind it a sum of how it was doing, so that a reader with an older
 * answer is not told that nothing changed. A change depends on the generation alone.
 */
final class GenerationTag {
    private static final Pattern SEEN = Pattern.compile("(\"\\d{1,9})-[0-9a-f]{8}\"");

    private GenerationTag() {}

    static String of(DeploymentDetail detail) {
        CRC32 sum = new CRC32();
        sum.update(detail.toString().getBytes(StandardCharsets.UTF_8));
        return "\"%d-%08x\"".formatted(detail.generation(), sum.getValue());
    }

    /** The generation of an If-Match header, with or without the sum. */
    static long required(@Nullable String ifMatch) {
        Matcher seen = SEEN.matcher(ifMatch == null ? "" : ifMatch.strip());
        return EntityRevision.required(seen.matches() ? seen.group(1) + "\"" : ifMatch)
                .number();
    }
}
