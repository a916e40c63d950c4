package io.sextant.deployer.feed;

import io.sextant.contract.CredentialOffer;
import io.sextant.contract.DeployerApi;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.json.JsonMapper;

/** Where a deployer offers its credential to the platform. */
public final class CredentialDesk implements AutoCloseable {
    private final PlatformHttp http;
    private final JsonMapper json = JsonMapper.builder().build();

    public CredentialDesk(URI apiUrl, String cluster) {
        http = new PlatformHttp(apiUrl, cluster);
    }

    /** Offers a credential, with a join token or the credential before it. */
    void offer(String bearer, String credential) throws PlatformProblem, InterruptedException {
        HttpResponse<String> answer = http.exchange(http.request(DeployerApi.CREDENTIAL, bearer)
                .timeout(PlatformHttp.ANSWER_TIMEOUT)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(new CredentialOffer(credential))))
                .build());
        int status = answer.statusCode();
        if (status >= 400 && status < 500) {
            throw new PlatformProblem.NotLetIn(status, PlatformHttp.inWords(answer));
        }
        PlatformHttp.requireSuccess(answer);
    }

    @Override
    public void close() {
        http.close();
    }
}
