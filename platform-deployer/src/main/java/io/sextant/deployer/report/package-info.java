/** What is told to the platform: observations, replica intervals, inventory. */
@NullMarked
package io.sextant.deployer.report;

import org.jspecify.annotations.NullMarked;
