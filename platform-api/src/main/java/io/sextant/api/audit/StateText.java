package io.sextant.api.audit;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Writes a state as JSON, without anything that is or may be a secret.
 *
 * <p>Callers hand over no secrets; this is the second look, by the names of members and by the form of our tokens.
 */
@Component
class StateText {
    static final String HIDDEN = "(secret)";

    private static final Set<String> SECRET_WORDS = Set.of("password", "secret", "credential", "hash", "authorization");
    private static final Pattern TOKEN = Pattern.compile("\\bsx[a-z]_[a-z0-9]{12}_[A-Za-z0-9_-]{43}");

    private final JsonMapper json;

    StateText(JsonMapper json) {
        this.json = json;
    }

    @Nullable
    String of(@Nullable Object state) {
        return state == null ? null : json.writeValueAsString(clean(json.valueToTree(state)));
    }

    /** The text without tokens of ours, and without what Postgres cannot keep. */
    static @Nullable String clean(@Nullable String text) {
        return text == null ? null : TOKEN.matcher(text.replace("\0", "")).replaceAll(HIDDEN);
    }

    private JsonNode clean(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode cleaned = json.createObjectNode();
                object.properties()
                        .forEach(member -> cleaned.set(
                                member.getKey(),
                                isSecret(member.getKey(), member.getValue())
                                        ? json.getNodeFactory().stringNode(HIDDEN)
                                        : clean(member.getValue())));
                yield cleaned;
            }
            case ArrayNode array -> {
                ArrayNode cleaned = json.createArrayNode();
                array.forEach(item -> cleaned.add(clean(item)));
                yield cleaned;
            }
            case StringNode text ->
                json.getNodeFactory()
                        .stringNode(TOKEN.matcher(text.stringValue()).replaceAll(HIDDEN));
            default -> node;
        };
    }

    private static boolean isSecret(String name, JsonNode value) {
        String lower = name.toLowerCase(Locale.ROOT);
        return value.isString() && SECRET_WORDS.stream().anyMatch(lower::contains);
    }
}
