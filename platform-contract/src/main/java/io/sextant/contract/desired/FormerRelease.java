package io.sextant.contract.desired;

/**
 * A NIMService of an earlier generation that may still be on the cluster. Where the deployment's address leads to it, it is
 * kept as it is until the new one answers; otherwise it is removed.
 *
 * @param generation that it was last rendered for
 * @param drainSeconds it runs on after the address was moved away from it, so that answers under way are completed
 */
public record FormerRelease(long generation, Manifest nimCache, Manifest nimService, long drainSeconds) {}
