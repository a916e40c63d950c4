package io.sextant.api.deployment;

import io.sextant.api.planning.PlanProposal;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Accepted plans as text that outlives releases: members a later release no longer knows are passed over. */
@Component
class PlanSnapshots {
    private final JsonMapper json;

    PlanSnapshots(JsonMapper json) {
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    String write(PlanProposal proposal) {
        return json.writeValueAsString(proposal);
    }

    /** What approval is asked for. */
    String freeze(AskedPlan asked) {
        return json.writeValueAsString(asked);
    }

    AskedPlan thaw(String text) {
        return json.readValue(text, AskedPlan.class);
    }

    PlanProposal read(String text) {
        return json.readValue(text, PlanProposal.class);
    }
}
