package io.sextant.deployer.cluster;

import java.time.Instant;

/**
 * The last write of an object did not succeed.
 *
 * @param refused the cluster answered and said no; else it did not answer
 * @param attempts in a row
 * @param retryAt not before this moment
 */
public record WriteFailure(boolean refused, String message, int attempts, Instant retryAt) {}
