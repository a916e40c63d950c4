package io.sextant.sandbox.nim;

import tools.jackson.core.io.JsonStringEncoder;

/** Renders one answer in OpenAI's format, whole or in chunks. */
final class AnswerJson {
    private final boolean chat;
    private final boolean usageInChunks;
    private final String head;

    AnswerJson(GenerationRequest request, String id, String model, long createdAtSeconds) {
        chat = request.chat();
        usageInChunks = request.includeUsage();
        String object = chat ? (request.stream() ? "chat.completion.chunk" : "chat.completion") : "text_completion";
        head = "{\"id\":" + quoted((chat ? "chatcmpl-" : "cmpl-") + id) + ",\"object\":\"" + object + "\",\"created\":"
                + createdAtSeconds + ",\"model\":" + quoted(model) + ",\"choices\":[";
    }

    /** The first chunk of a chat. */
    String roleChunk() {
        return chunk("{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,"
                + "\"finish_reason\":null}");
    }

    String textChunk(String text) {
        String body = chat ? "\"delta\":{\"content\":" + quoted(text) + "}" : "\"text\":" + quoted(text);
        return chunk("{\"index\":0," + body + ",\"logprobs\":null,\"finish_reason\":null}");
    }

    String endChunk(FinishReason reason) {
        String body = chat ? "\"delta\":{}" : "\"text\":\"\"";
        return chunk("{\"index\":0," + body + ",\"logprobs\":null,\"finish_reason\":" + name(reason) + "}");
    }

    String usageChunk(int promptTokens, int outputTokens) {
        return event(head + "],\"usage\":" + usage(promptTokens, outputTokens) + "}");
    }

    static String doneEvent() {
        return event("[DONE]");
    }

    String whole(String text, FinishReason reason, int promptTokens, int outputTokens) {
        String body = chat
                ? "\"message\":{\"role\":\"assistant\",\"content\":" + quoted(text) + "}"
                : "\"text\":" + quoted(text);
        return head + "{\"index\":0," + body + ",\"logprobs\":null,\"finish_reason\":" + name(reason) + "}],\"usage\":"
                + usage(promptTokens, outputTokens) + "}";
    }

    private String chunk(String choice) {
        return event(head + choice + (usageInChunks ? "],\"usage\":null}" : "]}"));
    }

    private static String event(String data) {
        return "data: " + data + "\n\n";
    }

    private static String usage(int promptTokens, int outputTokens) {
        return "{\"prompt_tokens\":" + promptTokens + ",\"total_tokens\":" + (promptTokens + outputTokens)
                + ",\"completion_tokens\":" + outputTokens + "}";
    }

    private static String name(FinishReason reason) {
        return switch (reason) {
            case STOP -> "\"stop\"";
            case LENGTH -> "\"length\"";
            case ABORT -> "\"abort\"";
        };
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + "\"";
    }
}
