package io.sextant.deployer.cluster;

/**
 * Where one ready replica of a service answers.
 *
 * @param service that it belongs to
 * @param address of the pod, and its port
 */
public record EngineAddress(String namespace, String service, String address, int port) {
    /** The base URL. */
    public String url() {
        return BaseUrl.of(address, Integer.toString(port));
    }
}
