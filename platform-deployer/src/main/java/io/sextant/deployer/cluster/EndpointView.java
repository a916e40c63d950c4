package io.sextant.deployer.cluster;

import io.sextant.contract.SextantLabels;
import java.util.Optional;

/** The Service under whose address a deployment answers, whichever of its NIMServices it leads to. */
public record EndpointView(LiveObject object) {
    /** The NIMService that it leads to. */
    public Optional<String> leadsTo() {
        return object.tree().text("spec", "selector", "app");
    }

    /** The base URL: where it was announced to be reached, else its cluster IP. */
    public Optional<String> url() {
        return Optional.ofNullable(object.annotations().get(SextantLabels.ENDPOINT))
                .filter(url -> !url.isBlank())
                .or(this::clusterAddress);
    }

    private Optional<String> clusterAddress() {
        return object.tree()
                .text("spec", "clusterIP")
                .filter(address -> !address.isBlank() && !address.equals("None"))
                .flatMap(address -> object.tree().trees("spec", "ports").stream()
                        .findFirst()
                        .flatMap(port -> port.text("port"))
                        .map(port -> BaseUrl.of(address, port)));
    }
}
