/** The planner on the command line: plan, fit and evaluate, without a server. */
@NullMarked
package io.sextant.planner.cli;

import org.jspecify.annotations.NullMarked;
