package io.sextant.api.cluster;

import java.util.List;

/** What a feature still has on a cluster; features that use clusters bring their own. */
public interface ClusterUse {
    /** What has to go before the cluster can be retired, as short phrases such as {@code deployment chat of team Support}. */
    List<String> remainingOn(String cluster);
}
