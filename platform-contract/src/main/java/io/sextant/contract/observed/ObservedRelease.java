package io.sextant.contract.observed;

/**
 * What was seen of one NIMService of a deployment: the one that is wanted, or one of an earlier generation.
 *
 * @param service name of the NIMService
 * @param takesTraffic the deployment's address leads to it
 * @param gone neither it nor a pod of it is left, as the API server itself said
 */
public record ObservedRelease(
        String service, int desiredReplicas, int readyReplicas, boolean takesTraffic, boolean gone) {}
