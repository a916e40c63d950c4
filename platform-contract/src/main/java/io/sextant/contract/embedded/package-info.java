/** How a process that production runs on its own joins the platform's process in the sandbox profile. */
@NullMarked
package io.sextant.contract.embedded;

import org.jspecify.annotations.NullMarked;
