/** What engines publish of themselves, read from each replica and summed up per minute. */
@NullMarked
package io.sextant.deployer.metrics;

import org.jspecify.annotations.NullMarked;
