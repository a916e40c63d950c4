package io.sextant.sandbox.apiserver.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request as the API sees it.
 *
 * @param path decoded segments
 */
public record ApiRequest(
        String method,
        List<String> path,
        Map<String, List<String>> parameters,
        String accept,
        String contentTypeHeader,
        String userAgent,
        String body) {

    /** First value of a query parameter, empty when absent. */
    public String query(String name) {
        List<String> values = parameters.get(name);
        return values == null || values.isEmpty() ? "" : values.getFirst();
    }

    /** Whether a query parameter is set to true. */
    public boolean flag(String name) {
        return query(name).equals("true") || query(name).equals("1");
    }

    /** Media type of the body without parameters. */
    public String contentType() {
        int end = contentTypeHeader.indexOf(';');
        return (end < 0 ? contentTypeHeader : contentTypeHeader.substring(0, end))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** The same with another body. */
    public ApiRequest withBody(String other) {
        return new ApiRequest(method, path, parameters, accept, contentTypeHeader, userAgent, other);
    }
}
