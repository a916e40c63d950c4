package io.sextant.api.audit;

import io.sextant.api.problem.web.RequestIdFilter;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Where the request being answered came from; nothing of it is known to work that no request began.
 *
 * @param tokenId public part of the bearer token it carried; null for a browser's session
 */
public record RequestOrigin(
        @Nullable String requestId,
        @Nullable String address,
        @Nullable String tokenId) {
    /** Request attribute under which who checks a bearer token leaves its public part. */
    public static final String TOKEN_ID = "io.sextant.audit.tokenId";

    static RequestOrigin current() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            HttpServletRequest request = attributes.getRequest();
            return new RequestOrigin(
                    (String) request.getAttribute(RequestIdFilter.REQUEST_ID), request.getRemoteAddr(), (String)
                            request.getAttribute(TOKEN_ID));
        }
        return new RequestOrigin(null, null, null);
    }
}
