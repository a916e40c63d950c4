package io.sextant.api.paging;

import io.sextant.api.problem.PlatformProblem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param size items on a page, 1 to 200
 * @param after key of the last item of the page before; null for the first page
 */
public record PageRequest(int size, @Nullable String after) {
    public static final int DEFAULT_SIZE = 50;
    public static final int MAX_SIZE = 200;

    public PageRequest {
        if (size < 1 || size > MAX_SIZE) {
            throw new PlatformProblem.Invalid(
                    "page_size", "out-of-range", "page_size must be 1 to " + MAX_SIZE + ", but was " + size + ".");
        }
    }

    /** From the query parameters page_size and page_token; null where they are left out. */
    public static PageRequest of(@Nullable Integer pageSize, @Nullable String pageToken) {
        return new PageRequest(
                pageSize == null ? DEFAULT_SIZE : pageSize, pageToken == null ? null : decode(pageToken));
    }

    /** Whether an item of this key comes after the page before. */
    public boolean isAfter(String key) {
        return after == null || key.compareTo(after) > 0;
    }

    /** What a client sends to get the page after the item of this key. */
    public static String tokenFor(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new PlatformProblem.Invalid(
                    "page_token",
                    "malformed",
                    "page_token is not one that this list gave out; leave it out to begin anew.");
        }
    }
}
