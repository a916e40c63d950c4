package io.sextant.deployer.loop;

import io.sextant.contract.desired.DesiredState;
import io.sextant.deployer.intent.AdmissionPolicy;
import io.sextant.deployer.intent.Intent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest desired state, kept while the platform is away. */
public final class Outlook {
    private final AdmissionPolicy policy;
    private volatile @Nullable Intent intent;

    public Outlook(AdmissionPolicy policy) {
        this.policy = policy;
    }

    public void receive(DesiredState state) {
        intent = Intent.of(state, policy);
    }

    /** Empty until the platform was first heard. */
    Optional<Intent> intent() {
        return Optional.ofNullable(intent);
    }
}
