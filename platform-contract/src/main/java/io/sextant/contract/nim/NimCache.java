package io.sextant.contract.nim;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** A NIMCache: the weights of one model profile, downloaded once onto a volume; its spec cannot be changed. */
@Group("apps.nvidia.com")
@Version("v1alpha1")
@Kind("NIMCache")
@Plural("nimcaches")
public class NimCache extends CustomResource<NimCacheSpec, NimCacheStatus> implements Namespaced {
    @Override
    protected @Nullable NimCacheSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable NimCacheStatus initStatus() {
        return null;
    }
}
