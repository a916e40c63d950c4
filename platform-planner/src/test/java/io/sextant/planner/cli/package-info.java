/** The command line in process and as a process of its own. */
@NullMarked
package io.sextant.planner.cli;

import org.jspecify.annotations.NullMarked;
