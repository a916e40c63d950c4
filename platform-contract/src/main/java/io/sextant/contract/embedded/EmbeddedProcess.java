package io.sextant.contract.embedded;

import java.util.Map;

/**
 * A process that production runs on its own and the sandbox profile runs inside the platform's process, found by {@link
 * java.util.ServiceLoader}.
 *
 * <p>Processes are started in ascending {@link #order()}; each is handed the settings gathered so far (property names as
 * in its own configuration) and returns the settings that those after it need. The sandbox cluster returns {@code
 * sextant.deployer.kubernetes-url}; the platform adds {@code sextant.data-dir}, {@code sextant.deployer.api-url}, {@code
 * sextant.deployer.cluster} and {@code sextant.deployer.join-token} before the deployer starts.
 */
public interface EmbeddedProcess extends AutoCloseable {
    /** Short name for the log, such as {@code sandbox-cluster}. */
    String name();

    /** Starts earlier than those of a higher number; the sandbox cluster is 10, the deployer 20. */
    int order();

    /** Starts the process and returns once it serves; throws when it cannot. */
    Map<String, String> start(Map<String, String> settings);

    /** Stops the process and waits until it has let go of its ports and files. */
    @Override
    void close();
}
