/** Tests of the rendered manifests. */
@NullMarked
package io.sextant.api.deployment.manifest;

import org.jspecify.annotations.NullMarked;
