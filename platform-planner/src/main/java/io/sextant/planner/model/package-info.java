/** What a model's architecture and an engine's profile mean for bytes and operations. */
@NullMarked
package io.sextant.planner.model;

import org.jspecify.annotations.NullMarked;
