/** Deployments by REST. */
@NullMarked
package io.sextant.api.deployment.web;

import org.jspecify.annotations.NullMarked;
