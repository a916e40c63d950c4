/** Sends a prompt to a deployment's OpenAI-compatible endpoint and times the answer as it streams in. */
@NamedInterface("chat")
@NullMarked
package io.sextant.api.deployment.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
