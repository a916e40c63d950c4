package io.sextant.deployer.intent;

import java.util.List;

/**
 * A team's namespace with its fences.
 *
 * @param refusals why nothing of it is applied; empty when all of it may be
 */
public record WantedNamespace(String name, List<AdmittedManifest> manifests, List<Refusal> refusals) {
    public WantedNamespace {
        manifests = List.copyOf(manifests);
        refusals = List.copyOf(refusals);
    }
}
