/** Renders an accepted deployment as Kubernetes manifests: pure functions from values to YAML text. */
@NullMarked
package io.sextant.api.deployment.manifest;

import org.jspecify.annotations.NullMarked;
