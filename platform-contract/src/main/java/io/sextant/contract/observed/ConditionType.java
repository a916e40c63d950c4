package io.sextant.contract.observed;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.sextant.contract.Vocabulary;
import java.util.List;
import java.util.stream.Stream;

/** The aspects of a deployment, in the order in which they come true. */
public enum ConditionType {
    /** The team's namespace and its fences stand. */
    NAMESPACE_READY,
    /** The secrets the deployment names are in its namespace. */
    SECRETS_READY,
    /** The NIMCache holds the model's weights. */
    MODEL_CACHED,
    /** The NIMService's replicas are scheduled, started and ready. */
    REPLICAS_READY,
    /** The endpoint listed the served model when asked. */
    ENDPOINT_PROBED,
    /** The gateway or ingress controller takes requests for its public name; told only of one that is to have such a name. */
    ROUTED,
    /** Its autoscaler can tell how many replicas are wanted; told only of one that has an autoscaler. */
    SCALED,
    /** An aspect of a later release; the message says what it is. */
    UNKNOWN;

    /** The aspects of every deployment, in the same order. */
    public static List<ConditionType> ofEvery() {
        return Stream.of(values())
                .filter(type -> !type.besides() && type != UNKNOWN)
                .toList();
    }

    /** Whether a deployment is ready without it. */
    public boolean besides() {
        return this == ROUTED || this == SCALED;
    }

    @JsonCreator
    static ConditionType of(String said) {
        return Vocabulary.word(ConditionType.class, said, UNKNOWN);
    }
}
