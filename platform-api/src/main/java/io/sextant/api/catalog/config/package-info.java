/** Reads the config.json of a model as Hugging Face writes it: pure, and every doubt is said in words. */
@NullMarked
package io.sextant.api.catalog.config;

import org.jspecify.annotations.NullMarked;
