package io.sextant.deployer.feed;

import io.sextant.contract.DeployerApi;
import io.sextant.contract.desired.DesiredState;
import io.sextant.contract.observed.ClusterInventory;
import io.sextant.contract.observed.ObservationBatch;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The deployer's calls of the platform, as {@link DeployerApi} has them. */
public final class PlatformClient implements AutoCloseable {
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final PlatformHttp http;
    private final Credential credential;

    /** A client that speaks for one cluster. */
    public PlatformClient(URI apiUrl, Credential credential, String cluster) {
        this.http = new PlatformHttp(apiUrl, cluster);
        this.credential = credential;
    }

    /**
     * Waits up to {@code wait} for a desired state newer than {@code after}; empty when there was none. A platform of an
     * earlier release answers with all of it.
     */
    Optional<DesiredState> desired(long after, Duration wait) throws PlatformProblem, InterruptedException {
        HttpResponse<String> response = send(
                "%s?after=%d&wait_seconds=%d&changes=true".formatted(DeployerApi.DESIRED, after, wait.toSeconds()),
                request ->
                        request.timeout(wait.plus(PlatformHttp.ANSWER_TIMEOUT)).GET());
        if (response.statusCode() == 204) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(response.body(), DesiredState.class));
        } catch (JacksonException e) {
            throw new PlatformProblem.Unexpected(
                    "The platform's desired state cannot be read: " + e.getOriginalMessage());
        }
    }

    void report(ObservationBatch batch) throws PlatformProblem, InterruptedException {
        put(DeployerApi.OBSERVATIONS, batch);
    }

    void report(ClusterInventory inventory) throws PlatformProblem, InterruptedException {
        put(DeployerApi.INVENTORY, inventory)
                .headers()
                .firstValue(DeployerApi.RENEW_CREDENTIAL)
                .filter("true"::equals)
                .ifPresent(_ -> credential.renewalAsked());
    }

    private HttpResponse<String> put(String path, Object body) throws PlatformProblem, InterruptedException {
        String text = json.writeValueAsString(body);
        return send(
                path,
                request -> request.timeout(PlatformHttp.ANSWER_TIMEOUT)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(text)));
    }

    /** A call under way while the credential is replaced is made again with the new one. */
    private HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> filled)
            throws PlatformProblem, InterruptedException {
        String shown = credential.await();
        HttpResponse<String> answer =
                http.exchange(filled.apply(http.request(path, shown)).build());
        if (answer.statusCode() == 401 && credential.refused(shown)) {
            answer = http.exchange(
                    filled.apply(http.request(path, credential.await())).build());
        }
        if (answer.statusCode() == 401) {
            throw PlatformProblem.Unauthorized.unknown();
        }
        if (answer.statusCode() == 403) {
            throw PlatformProblem.Unauthorized.elsewhere(PlatformHttp.inWords(answer));
        }
        PlatformHttp.requireSuccess(answer);
        return answer;
    }

    /** Ends calls under way. */
    @Override
    public void close() {
        http.close();
    }
}
