package io.sextant.deployer.loop;

import io.sextant.deployer.kube.ClusterWatch;

/** All through which the loop sees and changes the cluster. */
public record ClusterSide(
        ClusterWatch watch, ClusterPulse pulse, Dispatch dispatch, ProbeBoard probes, MetricsRounds metrics) {}
