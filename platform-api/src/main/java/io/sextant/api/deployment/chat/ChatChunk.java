package io.sextant.api.deployment.chat;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One event of an OpenAI-compatible stream.
 *
 * @param text content or reasoning; empty where the event carries neither
 * @param tokens completion tokens, where the event tells them
 */
record ChatChunk(
        String text,
        boolean reasoning,
        boolean content,
        @Nullable Integer tokens) {
    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";

    /** The event in a line of the stream; null for lines that carry none. */
    static @Nullable ChatChunk parse(String line, JsonMapper json) {
        if (!line.startsWith(DATA)) {
            return null;
        }
        String data = line.substring(DATA.length()).strip();
        return data.isEmpty() || data.equals(DONE) ? null : of(json.readTree(data));
    }

    private static ChatChunk of(JsonNode event) {
        JsonNode delta = event.path("choices").path(0).path("delta");
        String content = delta.path("content").asString("");
        String reasoning = delta.path("reasoning_content").asString("");
        boolean toolCall = !delta.path("tool_calls").isEmpty();
        JsonNode tokens = event.path("usage").path("completion_tokens");
        return new ChatChunk(
                content.isEmpty() ? reasoning : content,
                content.isEmpty() && !reasoning.isEmpty(),
                !content.isEmpty() || !reasoning.isEmpty() || toolCall,
                tokens.isInt() ? (Integer) tokens.asInt() : null);
    }
}
