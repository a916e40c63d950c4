/** Pages of deployments: submitting, watching, trying and retiring them. */
@NullMarked
package io.sextant.web.deployments;

import org.jspecify.annotations.NullMarked;
