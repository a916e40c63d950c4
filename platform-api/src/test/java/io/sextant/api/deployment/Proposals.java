package io.sextant.api.deployment;

import io.sextant.api.planning.PlanProposal;
import tools.jackson.databind.json.JsonMapper;

/** Accepted plans with what deciding about a change looks at, and nothing else. */
final class Proposals {
    private static final PlanSnapshots SNAPSHOTS =
            new PlanSnapshots(JsonMapper.builder().build());

    private Proposals() {}

    static PlanProposal of(String digest, String profile, int replicas) {
        return read(digest, profile, "NVIDIA-L40S", replicas);
    }

    /** The same on another GPU product. */
    static PlanProposal on(PlanProposal plan, String gpuProduct) {
        return read(plan.digest(), plan.profile().id(), gpuProduct, plan.scale().maxReplicas());
    }

    private static PlanProposal read(String digest, String profile, String gpuProduct, int replicas) {
        return SNAPSHOTS.read("""
                {"digest": "%1$s", "candidate": "c", "status": "FITS", "team": "support",
                 "model": {"nimId": "meta/llama-3.1-8b-instruct", "name": "Llama",
                           "imageRepository": "nvcr.io/nim/meta/llama-3.1-8b-instruct", "imageTag": "1.15.5"},
                 "profile": {"id": "%2$s", "technicalName": "%2$s", "maxSequences": 64},
                 "placement": {"cluster": "one", "gpuProduct": "%3$s", "gpuName": "GPU", "gpusPerReplica": 1},
                 "scale": {"replicas": %4$d, "minReplicas": %4$d, "maxReplicas": %4$d, "concurrency": 8,
                           "targetConcurrency": 6, "quotaGpus": %4$d, "coldStartSeconds": 300},
                 "cost": {"currency": "USD", "perGpuHour": 1, "perHour": 1, "perMonth": 730,
                          "perMillionOutputTokens": 1, "perMillionTokens": 1, "utilisation": 0.5},
                 "cacheGib": 30}
                """.formatted(digest, profile, gpuProduct, replicas));
    }
}
