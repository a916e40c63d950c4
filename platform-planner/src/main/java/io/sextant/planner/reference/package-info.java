/** Reads data sheets, architectures, prices and measurements from CSV, shipped with the module or a file of the user. */
@NullMarked
package io.sextant.planner.reference;

import org.jspecify.annotations.NullMarked;
