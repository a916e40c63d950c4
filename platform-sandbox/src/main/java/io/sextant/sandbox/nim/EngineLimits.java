package io.sextant.sandbox.nim;

/**
 * What bounds the batch of one replica.
 *
 * @param maxSequences in service at once
 * @param kvCapacityTokens tokens whose keys and values fit into GPU memory
 * @param frontEndMs from a request's arrival to the engine's queue
 * @param jitter standard deviation of the logarithm of a step's time; 0 for none
 */
public record EngineLimits(int maxSequences, long kvCapacityTokens, double frontEndMs, double jitter) {
    public EngineLimits {
        if (maxSequences < 1 || kvCapacityTokens < 1) {
            throw new IllegalArgumentException("an engine needs room for at least one sequence and one token, not "
                    + maxSequences + " and " + kvCapacityTokens);
        }
        if (!(frontEndMs >= 0) || !(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException("frontEndMs must be 0 or more and jitter from 0 to below 1");
        }
    }
}
