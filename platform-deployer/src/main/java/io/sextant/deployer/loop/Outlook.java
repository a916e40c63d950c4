package io.sextant.deployer.loop;

import io.sextant.contract.desired.DesiredState;
import io.sextant.deployer.intent.Admission;
import io.sextant.deployer.intent.AdmissionPolicy;
import io.sextant.deployer.intent.Intent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest desired state, kept while the platform is away. */
public final class Outlook {
    private final Admission admission;
    private volatile @Nullable Intent intent;

    public Outlook(AdmissionPolicy policy) {
        this.admission = new Admission(policy);
    }

    public void receive(DesiredState state) {
        intent = admission.admit(state);
    }

    /** Empty until the platform was first heard. */
    Optional<Intent> intent() {
        return Optional.ofNullable(intent);
    }
}
