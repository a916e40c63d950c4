package io.sextant.api.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextPageToken where the next part begins; null at the end of the list
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String nextPageToken) {
    public Page {
        items = List.copyOf(items);
    }

    /** A list that always fits on one page. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }

    /**
     * The part of an ordered list that a request asks for.
     *
     * @param key unique text of an item by which the list is ordered, so that a page goes on at the right place although
     *     items came or went
     */
    public static <T> Page<T> of(List<T> ordered, Function<T, String> key, PageRequest request) {
        List<T> rest = ordered.stream()
                .filter(item -> request.isAfter(key.apply(item)))
                .toList();
        if (rest.size() <= request.size()) {
            return whole(rest);
        }
        List<T> items = rest.subList(0, request.size());
        return new Page<>(items, PageRequest.tokenFor(key.apply(items.getLast())));
    }

    /** The same part with other items. */
    public <R> Page<R> map(Function<T, R> body) {
        return new Page<>(items.stream().map(body).toList(), nextPageToken);
    }
}
