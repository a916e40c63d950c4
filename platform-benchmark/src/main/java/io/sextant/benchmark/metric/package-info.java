/** What is measured of a request, and by which definition. */
@NullMarked
package io.sextant.benchmark.metric;

import org.jspecify.annotations.NullMarked;
