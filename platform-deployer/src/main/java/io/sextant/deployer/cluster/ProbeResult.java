package io.sextant.deployer.cluster;

import java.time.Instant;
import java.util.List;

/** What an endpoint said when asked for its models. */
public sealed interface ProbeResult {
    String endpointUrl();

    Instant at();

    /** It listed these. */
    record Listed(String endpointUrl, Instant at, List<String> models) implements ProbeResult {
        public Listed {
            models = List.copyOf(models);
        }
    }

    /** It gave no such answer. */
    record Silent(String endpointUrl, Instant at, String cause) implements ProbeResult {}
}
