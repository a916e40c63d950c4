package io.sextant.sandbox.apiserver.admission;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The rules on a NIMCache's specification. */
final class NimCacheRules {
    private NimCacheRules() {}

    static void check(JsonNode spec, Findings findings) {
        JsonNode source = spec.path("source");
        if (!source.isMissingNode()) {
            findings.invalid(
                    NimRules.count(source, "ngc", "hf", "dataStore") != 1,
                    "spec.source",
                    source,
                    "Exactly one of ngc, dataStore, or hf must be defined");
            ngc(source.path("ngc"), findings);
            hub(source.path("hf"), "spec.source.hf", "^https?://.+", findings);
            hub(source.path("dataStore"), "spec.source.dataStore", "^https?://.+/v1/hf/?$", findings);
        }
        JsonNode storage = spec.path("storage");
        if (!storage.isMissingNode() && storage.path("hostPath").isMissingNode()) {
            findings.required(storage.path("pvc").isEmpty(), "spec.storage.pvc", "must not be empty");
        }
        NimRules.claim(storage.path("pvc"), "spec.storage.pvc", findings);
    }

    private static void ngc(JsonNode ngc, Findings findings) {
        findings.invalid(
                NimRules.count(ngc, "model", "modelEndpoint") > 1,
                "spec.source.ngc",
                ngc,
                "Only one of 'model' or 'modelEndpoint' can be specified");
        JsonNode model = ngc.path("model");
        JsonNode profiles = model.path("profiles");
        findings.forbidden(
                !profiles.isEmpty()
                        && NimRules.count(
                                        model,
                                        "precision",
                                        "engine",
                                        "tensorParallelism",
                                        "qosProfile",
                                        "gpus",
                                        "lora",
                                        "buildable")
                                > 0,
                "spec.source.ngc.model.profiles",
                "cannot be combined with the other selectors of the model");
        for (JsonNode profile : profiles) {
            findings.invalid(
                    profile.asString("").equals("all") && profiles.size() > 1,
                    "spec.source.ngc.model.profiles",
                    profiles,
                    "'all' must be the only profile");
        }
        JsonNode qos = model.path("qosProfile");
        findings.invalid(
                !qos.isMissingNode() && !Set.of("latency", "throughput").contains(qos.asString("")),
                "spec.source.ngc.model.qosProfile",
                qos,
                "must be latency or throughput");
    }

    private static void hub(JsonNode hub, String path, String endpoint, Findings findings) {
        if (hub.isMissingNode()) {
            return;
        }
        findings.invalid(
                !hub.path("endpoint").asString("").matches(endpoint),
                path + ".endpoint",
                hub.path("endpoint"),
                "should match '" + endpoint + "'");
        findings.invalid(
                NimRules.count(hub, "modelName", "datasetName") != 1,
                path,
                hub,
                "Exactly one of modelName or datasetName must be defined");
    }
}
