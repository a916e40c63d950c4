package io.sextant.api.deployment.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.problem.PlatformProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatEndpointTest {
    @Test
    void liesBelowTheBaseUrl() {
        assertThat(ChatEndpoint.at("http://10.0.0.1:8000/", "m").completions())
                .hasToString("http://10.0.0.1:8000/v1/chat/completions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "10.0.0.1:8000", "http://user@host", "http://", "gopher://x", "a b"})
    void refusesWhatIsNoWebAddress(String url) {
        assertThatThrownBy(() -> ChatEndpoint.at(url, "m")).isInstanceOf(PlatformProblem.Unavailable.class);
    }
}
