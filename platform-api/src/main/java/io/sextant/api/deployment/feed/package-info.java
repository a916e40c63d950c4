/** What a cluster's deployer fetches and reports: desired state out, observations in. */
@NullMarked
package io.sextant.api.deployment.feed;

import org.jspecify.annotations.NullMarked;
