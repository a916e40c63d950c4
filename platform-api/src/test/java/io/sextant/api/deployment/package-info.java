/** Tests of deployments on a real Postgres. */
@NullMarked
package io.sextant.api.deployment;

import org.jspecify.annotations.NullMarked;
