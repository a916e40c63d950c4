package io.sextant.sandbox.nimoperator;

import java.util.LinkedHashMap;
import java.util.Map;

/** Labels the operator puts on what it makes. */
final class OperatorLabels {
    static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    static final String OPERATOR = "k8s-nim-operator";
    static final String VERSION = "v3.1.2";

    private OperatorLabels() {}

    static Map<String, String> cache(String name) {
        Map<String, String> labels = common(name, "nim-cache");
        labels.put("app", OPERATOR);
        return labels;
    }

    static Map<String, String> service(String name) {
        Map<String, String> labels = common(name, "nim-service");
        labels.put("app.kubernetes.io/operator-version", VERSION);
        return labels;
    }

    private static Map<String, String> common(String name, String part) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("app.kubernetes.io/name", name);
        labels.put("app.kubernetes.io/instance", name);
        labels.put(MANAGED_BY, OPERATOR);
        labels.put("app.kubernetes.io/part-of", part);
        return labels;
    }
}
