package io.sextant.sandbox.nim;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the body of a completion request and checks it as a NIM does. */
final class RequestReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int TOKENS_PER_MESSAGE = 4;
    private static final int MOST_STOPS = 16;

    private final ServedModel model;
    private final long seed;

    RequestReader(ServedModel model, long seed) {
        this.model = model;
        this.seed = seed;
    }

    GenerationRequest chat(byte[] body) {
        JsonNode root = object(body);
        JsonNode messages = root.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            throw OpenAiProblem.badRequest("messages must be a list of at least one message");
        }
        int tokens = TOKENS_PER_MESSAGE - 1;
        StringBuilder all = new StringBuilder();
        for (JsonNode message : messages) {
            String text = messageText(message);
            tokens += TOKENS_PER_MESSAGE + TokenCount.of(text);
            all.append(text).append('\n');
        }
        return request(true, root, tokens, all.toString().hashCode());
    }

    GenerationRequest completion(byte[] body) {
        JsonNode root = object(body);
        JsonNode prompt = root.path("prompt");
        if (prompt.isArray()
                && prompt.size() == 1
                && (prompt.get(0).isString() || prompt.get(0).isArray())) {
            prompt = prompt.get(0);
        }
        if (prompt.isString()) {
            String text = prompt.asString();
            return request(false, root, Math.max(1, TokenCount.of(text)), text.hashCode());
        }
        if (prompt.isArray() && !prompt.isEmpty() && prompt.get(0).isIntegralNumber()) {
            return request(false, root, prompt.size(), prompt.hashCode());
        }
        throw OpenAiProblem.badRequest(
                "prompt must be one string or one list of token ids; this endpoint takes one prompt" + " per request");
    }

    private JsonNode object(byte[] body) {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (JacksonException e) {
            throw OpenAiProblem.badRequest(
                    "the body is not valid JSON, see line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        }
        if (!root.isObject()) {
            throw OpenAiProblem.badRequest("the body must be a JSON object");
        }
        String asked = text(root, "model");
        if (asked == null) {
            throw OpenAiProblem.badRequest("model is required; this endpoint serves `" + model.id() + "`");
        }
        if (!asked.equals(model.id())) {
            throw OpenAiProblem.notFound(
                    "The model `" + asked + "` does not exist. This endpoint serves `" + model.id() + "`.");
        }
        return root;
    }

    private GenerationRequest request(boolean chat, JsonNode root, int promptTokens, int promptHash) {
        if (number(root, "n", 1, 1, 128) != 1) {
            throw OpenAiProblem.badRequest("n must be 1: this endpoint gives one answer per request");
        }
        boolean stream = flag(root, "stream");
        return new GenerationRequest(
                chat,
                promptTokens,
                promptHash,
                maxTokens(root, promptTokens),
                number(root, "min_tokens", 0, 0, Integer.MAX_VALUE),
                flag(root, "ignore_eos"),
                stops(root.path("stop")),
                stream,
                stream && flag(root.path("stream_options"), "include_usage"),
                root.path("seed").isIntegralNumber() ? root.path("seed").asLong() : seed);
    }

    private int maxTokens(JsonNode root, int promptTokens) {
        int room = model.maxContextTokens() - promptTokens;
        String name = root.hasNonNull("max_completion_tokens") ? "max_completion_tokens" : "max_tokens";
        int asked = number(root, name, Math.max(1, room), 1, Integer.MAX_VALUE);
        if (room < asked) {
            throw OpenAiProblem.badRequest(
                    ("This model's maximum context length is %d tokens. However, you requested %d"
                                    + " tokens (%d in the prompt, %d in the completion). Please reduce the length of the prompt"
                                    + " or the completion.")
                            .formatted(model.maxContextTokens(), (long) promptTokens + asked, promptTokens, asked));
        }
        return asked;
    }

    private static String messageText(JsonNode message) {
        if (!message.isObject() || text(message, "role") == null) {
            throw OpenAiProblem.badRequest("each message must be an object with a role and a content");
        }
        JsonNode content = message.path("content");
        if (content.isString()) {
            return content.asString();
        }
        if (content.isMissingNode() || content.isNull()) {
            return "";
        }
        if (!content.isArray()) {
            throw OpenAiProblem.badRequest("a message's content must be a string or a list of parts");
        }
        StringBuilder all = new StringBuilder();
        for (JsonNode part : content) {
            String text = text(part, "text");
            if (text == null) {
                throw OpenAiProblem.badRequest("this endpoint reads text parts only");
            }
            all.append(text).append('\n');
        }
        return all.toString();
    }

    private static List<String> stops(JsonNode node) {
        List<String> stops = new ArrayList<>();
        if (node.isString()) {
            stops.add(node.asString());
        } else if (node.isArray()) {
            node.forEach(item -> stops.add(item.asString()));
        } else if (!node.isMissingNode() && !node.isNull()) {
            throw OpenAiProblem.badRequest("stop must be a string or a list of strings");
        }
        if (stops.size() > MOST_STOPS || stops.contains("")) {
            throw OpenAiProblem.badRequest("stop takes up to " + MOST_STOPS + " strings, none of them empty");
        }
        return stops;
    }

    private static int number(JsonNode root, String name, int otherwise, int least, int most) {
        JsonNode node = root.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.asInt() < least || node.asInt() > most) {
            throw OpenAiProblem.badRequest(name + " must be a whole number of at least " + least);
        }
        return node.asInt();
    }

    private static boolean flag(JsonNode root, String name) {
        JsonNode node = root.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return false;
        }
        if (!node.isBoolean()) {
            throw OpenAiProblem.badRequest(name + " must be true or false");
        }
        return node.asBoolean();
    }

    private static @Nullable String text(JsonNode root, String name) {
        JsonNode node = root.path(name);
        return node.isString() ? node.asString() : null;
    }
}
