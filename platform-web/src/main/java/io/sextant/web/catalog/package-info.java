/** The pages of the catalogue: models and GPU products. */
@NullMarked
package io.sextant.web.catalog;

import org.jspecify.annotations.NullMarked;
