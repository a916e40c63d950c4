package io.sextant.contract.nim;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** A NIMService: the replicas that serve one model behind one Service. */
@Group("apps.nvidia.com")
@Version("v1alpha1")
@Kind("NIMService")
@Plural("nimservices")
public class NimService extends CustomResource<NimServiceSpec, NimServiceStatus> implements Namespaced {
    @Override
    protected @Nullable NimServiceSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable NimServiceStatus initStatus() {
        return null;
    }
}
