package io.sextant.api.deployment.chat;

import io.sextant.api.problem.PlatformProblem;
import java.net.URI;
import java.util.Set;

/**
 * Where a deployment answers.
 *
 * @param completions URL of the chat completions
 * @param model the name the model is served under
 */
public record ChatEndpoint(URI completions, String model) {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** The endpoint below a base URL that a deployer reported; any other kind of address is refused. */
    public static ChatEndpoint at(String baseUrl, String model) {
        try {
            URI base = URI.create(baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl);
            if (base.getScheme() != null
                    && SCHEMES.contains(base.getScheme())
                    && base.getHost() != null
                    && base.getUserInfo() == null
                    && base.getQuery() == null) {
                return new ChatEndpoint(URI.create(base + "/v1/chat/completions"), model);
            }
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
        throw refused(null);
    }

    private static PlatformProblem refused(@org.jspecify.annotations.Nullable Throwable cause) {
        PlatformProblem problem = new PlatformProblem.Unavailable(
                "model-unreachable",
                "The cluster reported an endpoint that is no web address.",
                "Ask a platform administrator to look after the cluster's deployer.");
        if (cause != null) {
            problem.initCause(cause);
        }
        return problem;
    }
}
