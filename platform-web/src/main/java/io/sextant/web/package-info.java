/** The portal and the runnable server. */
@NullMarked
package io.sextant.web;

import org.jspecify.annotations.NullMarked;
