package io.sextant.deployer.cluster;

/**
 * The Deployment the NIM Operator makes for a NIMService.
 *
 * @param replicas asked for
 * @param updatedReplicas that run the latest template
 * @param image of its engine container, with its tag
 * @param settled its controller has seen the latest specification
 * @param failure why its controller could not make a pod, else empty
 */
public record DeploymentView(
        String namespace,
        String name,
        int replicas,
        int updatedReplicas,
        int readyReplicas,
        String image,
        boolean settled,
        String failure) {}
