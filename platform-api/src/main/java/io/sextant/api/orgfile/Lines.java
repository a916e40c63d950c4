package io.sextant.api.orgfile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;

/** The lines of a text as editors count them; YAML itself takes more characters for the end of a line. */
final class Lines {
    private final int[] ends;

    Lines(String text) {
        int[] codePoints = text.codePoints().toArray();
        int[] found = new int[codePoints.length];
        int count = 0;
        for (int i = 0; i < codePoints.length; i++) {
            boolean alone = i + 1 == codePoints.length || codePoints[i + 1] != '\n';
            if (codePoints[i] == '\n' || (codePoints[i] == '\r' && alone)) {
                found[count] = i;
                count++;
            }
        }
        this.ends = Arrays.copyOf(found, count);
    }

    /** From 1 on; null where YAML does not say where. */
    @Nullable
    Integer at(@Nullable Mark mark) {
        return mark == null ? null : at(mark.getIndex());
    }

    /** In which line a character is, counted in code points from 0 on. */
    int at(int codePoint) {
        int place = Arrays.binarySearch(ends, codePoint);
        return 1 + (place < 0 ? -place - 1 : place);
    }
}
