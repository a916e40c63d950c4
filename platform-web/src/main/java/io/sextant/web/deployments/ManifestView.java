package io.sextant.web.deployments;

import io.sextant.contract.desired.Manifest;

record ManifestView(String label, String yaml) {
    static ManifestView of(Manifest manifest) {
        return new ManifestView(manifest.kind() + " " + manifest.name(), manifest.yaml());
    }
}
