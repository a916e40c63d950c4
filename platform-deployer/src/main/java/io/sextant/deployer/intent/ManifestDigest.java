package io.sextant.deployer.intent;

import io.sextant.deployer.cluster.ObjectTree;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The SHA-256 of an object tree, whatever the order of its fields. */
final class ManifestDigest {
    private ManifestDigest() {}

    static String of(ObjectTree tree) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(canonical(tree.fields()).getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String canonical(Object value) {
        return switch (value) {
            case Map<?, ?> map -> canonical(map);
            case List<?> list ->
                list.stream().map(ManifestDigest::canonical).collect(Collectors.joining(",", "[", "]"));
            default -> measured(value.toString());
        };
    }

    private static String canonical(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, child) -> sorted.put(key.toString(), child));
        return sorted.entrySet().stream()
                .map(entry -> measured(entry.getKey()) + "=" + canonical(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** With its length in front, so that no text can pass for the structure around it. */
    private static String measured(String text) {
        return text.length() + ":" + text;
    }
}
