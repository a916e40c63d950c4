package io.sextant.deployer.diagnosis;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.deployer.cluster.WriteFailure;

/** Why a write to the cluster did not succeed. */
public final class WriteRefusal {
    private WriteRefusal() {}

    /** What a failed write means: the cluster's refusal with its cause, or that it did not answer as it should. */
    public static Finding of(WriteFailure failure) {
        return failure.refused()
                ? Finding.failure(Symptom.ofRefusal(failure.message()).reason(), failure.message())
                : Finding.progress(ConditionReason.CLUSTER_UNREACHABLE, failure.message());
    }
}
