package io.sextant.deployer.cluster;

/** Where something in the cluster answers, as a URL. */
final class BaseUrl {
    private BaseUrl() {}

    /** An IPv6 address stands in brackets. */
    static String of(String address, String port) {
        return "http://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }
}
