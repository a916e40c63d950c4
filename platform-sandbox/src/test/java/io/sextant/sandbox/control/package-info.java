@NullMarked
package io.sextant.sandbox.control;

import org.jspecify.annotations.NullMarked;
