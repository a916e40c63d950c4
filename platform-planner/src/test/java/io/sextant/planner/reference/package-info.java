/** Reference data of the tests: data sheets, architectures and published measurements, read from resources. */
@NullMarked
package io.sextant.planner.reference;

import org.jspecify.annotations.NullMarked;
