package io.sextant.sandbox.apiserver.kind;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads and writes the JSON and YAML of requests, answers and the journal. */
public final class Documents {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectMapper LENIENT_JSON = JsonMapper.builder().build();
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectMapper LENIENT_YAML = YAMLMapper.builder().build();

    private Documents() {}

    /** A parsed document and what is doubtful about it, such as a key given twice. */
    public record Parsed(JsonNode node, List<String> doubts) {}

    /** Parses JSON; the last of two equal keys wins and is reported as a doubt. */
    public static Parsed json(String text) {
        return parse(text, JSON, LENIENT_JSON);
    }

    /** Parses YAML, of which JSON is a part; the last of two equal keys wins and is reported as a doubt. */
    public static Parsed yaml(String text) {
        return parse(text, YAML, LENIENT_YAML);
    }

    private static Parsed parse(String text, ObjectMapper strict, ObjectMapper lenient) {
        try {
            return new Parsed(strict.readTree(text), List.of());
        } catch (StreamReadException e) {
            if (!isDuplicate(e)) {
                throw ApiProblem.badRequest("the object provided is unrecognized: " + e.getOriginalMessage());
            }
            return new Parsed(lenient.readTree(text), List.of("duplicate field \"" + place(e) + "\""));
        } catch (JacksonException e) {
            throw ApiProblem.badRequest("the object provided is unrecognized: " + e.getOriginalMessage());
        }
    }

    private static boolean isDuplicate(StreamReadException e) {
        return e.getOriginalMessage() != null && e.getOriginalMessage().contains("uplicate");
    }

    private static String place(StreamReadException e) {
        JsonParser parser = e.processor();
        return parser != null
                ? parser.streamReadContext()
                        .pathAsPointer()
                        .toString()
                        .replaceFirst("^/", "")
                        .replace('/', '.')
                : "";
    }

    /** Parses JSON that this program wrote. */
    public static JsonNode own(String json) {
        return LENIENT_JSON.readTree(json);
    }

    /** Compact JSON in UTF-8. */
    public static byte[] bytes(JsonNode node) {
        return LENIENT_JSON.writeValueAsBytes(node);
    }

    /** Compact JSON. */
    public static String text(JsonNode node) {
        return LENIENT_JSON.writeValueAsString(node);
    }

    /** An empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
