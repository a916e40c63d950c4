/** The whole path through the started product: by REST, in a browser, and as the README shows it. */
@NullMarked
package io.sextant.web.path;

import org.jspecify.annotations.NullMarked;
