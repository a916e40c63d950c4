/** Tests of asking a model. */
@NullMarked
package io.sextant.api.deployment.chat;

import org.jspecify.annotations.NullMarked;
