package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.http.ApiRequest;
import io.sextant.sandbox.apiserver.kind.ApiProblem;

/**
 * The query parameters of a watch.
 *
 * @param after revision to go on from; 0 for the present state first
 */
record WatchOptions(long after, boolean bookmarks, boolean initialEvents, long timeoutSeconds) {
    private static final long DEFAULT_TIMEOUT_SECONDS = 2700;

    static WatchOptions of(ApiRequest request) {
        boolean initial = request.flag("sendInitialEvents");
        if (initial && !request.query("resourceVersionMatch").equals("NotOlderThan")) {
            throw ApiProblem.badRequest(
                    "resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        }
        return new WatchOptions(
                revision(request.query("resourceVersion")),
                request.flag("allowWatchBookmarks"),
                initial,
                timeout(request.query("timeoutSeconds")));
    }

    static long revision(String text) {
        try {
            return text.isEmpty() ? 0 : Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw ApiProblem.badRequest("resourceVersion: Invalid value: \"%s\": must be a number".formatted(text));
        }
    }

    private static long timeout(String text) {
        try {
            long seconds = text.isEmpty() ? 0 : Long.parseLong(text);
            return seconds > 0 ? seconds : DEFAULT_TIMEOUT_SECONDS;
        } catch (NumberFormatException e) {
            throw ApiProblem.badRequest("timeoutSeconds: Invalid value: \"%s\": must be a number".formatted(text));
        }
    }
}
