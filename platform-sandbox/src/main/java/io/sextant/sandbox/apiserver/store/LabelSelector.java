package io.sextant.sandbox.apiserver.store;

import io.sextant.sandbox.apiserver.kind.ApiProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Requirements on labels, as the query parameter {@code labelSelector} writes them. */
final class LabelSelector {
    private static final String KEY = "\\s*([A-Za-z0-9./_-]+)\\s*";
    private static final Pattern SET = Pattern.compile(KEY + "\\s(in|notin)\\s*\\(([^()]*)\\)\\s*");
    private static final Pattern EQUALITY = Pattern.compile(KEY + "(==|=|!=)\\s*([A-Za-z0-9._-]*)\\s*");
    private static final Pattern PRESENCE = Pattern.compile("\\s*(!?)" + KEY);

    private LabelSelector() {}

    static Predicate<Map<String, String>> parse(String text) {
        Predicate<Map<String, String>> all = labels -> true;
        for (String requirement : split(text)) {
            all = all.and(requirement(requirement, text));
        }
        return all;
    }

    /** At commas, but not those inside parentheses. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        if (!text.isBlank()) {
            parts.add(text.substring(start));
        }
        return parts;
    }

    private static Predicate<Map<String, String>> requirement(String text, String whole) {
        Matcher set = SET.matcher(text);
        if (set.matches()) {
            Set<String> values = Arrays.stream(set.group(3).split(",", -1))
                    .map(String::strip)
                    .collect(Collectors.toSet());
            return oneOf(set.group(1), values, set.group(2).equals("in"));
        }
        Matcher equality = EQUALITY.matcher(text);
        if (equality.matches()) {
            return oneOf(
                    equality.group(1),
                    Set.of(equality.group(3)),
                    !equality.group(2).equals("!="));
        }
        Matcher presence = PRESENCE.matcher(text);
        if (presence.matches()) {
            boolean wanted = presence.group(1).isEmpty();
            return labels -> labels.containsKey(presence.group(2)) == wanted;
        }
        throw ApiProblem.badRequest("unable to parse requirement: found '%s' in \"%s\"".formatted(text, whole));
    }

    private static Predicate<Map<String, String>> oneOf(String key, Set<String> values, boolean wanted) {
        return labels -> {
            String value = labels.get(key);
            return (value != null && values.contains(value)) == wanted;
        };
    }
}
