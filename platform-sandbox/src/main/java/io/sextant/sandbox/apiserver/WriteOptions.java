package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.http.ApiRequest;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import java.util.List;

/** The query parameters every write understands. */
record WriteOptions(boolean dryRun, boolean strict, boolean warns, String manager, boolean force) {

    static WriteOptions of(ApiRequest request) {
        String dryRun = request.query("dryRun");
        if (!dryRun.isEmpty() && !dryRun.equals("All")) {
            throw ApiProblem.badRequest(
                    "Invalid value: \"%s\": dryRun: Unsupported value: supported values: \"All\"".formatted(dryRun));
        }
        String validation = request.query("fieldValidation");
        if (!List.of("", "Ignore", "Warn", "Strict").contains(validation)) {
            throw ApiProblem.badRequest(
                    "fieldValidation: Unsupported value: \"%s\": supported values: \"Ignore\", \"Warn\", \"Strict\""
                            .formatted(validation));
        }
        return new WriteOptions(
                !dryRun.isEmpty(),
                validation.equals("Strict"),
                !validation.equals("Ignore"),
                request.query("fieldManager"),
                request.query("force").equals("true"));
    }

    /** Throws on doubts when validation is strict; otherwise they are the warnings to answer with. */
    List<String> judge(String kindAndVersion, List<String> doubts) {
        if (strict && !doubts.isEmpty()) {
            throw ApiProblem.badRequest(kindAndVersion + " strict decoding error: " + String.join(", ", doubts));
        }
        return warns ? doubts : List.of();
    }

    /** The named field manager, else the program that its {@code User-Agent} names. */
    String managerOr(String userAgent) {
        if (!manager.isEmpty()) {
            return manager;
        }
        int end = userAgent.indexOf('/');
        String name = end > 0 ? userAgent.substring(0, end) : userAgent;
        return name.isEmpty() ? "unknown" : name;
    }
}
