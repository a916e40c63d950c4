@NullMarked
package io.sextant.web.docs;

import org.jspecify.annotations.NullMarked;
