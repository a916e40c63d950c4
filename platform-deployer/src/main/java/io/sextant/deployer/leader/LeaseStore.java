package io.sextant.deployer.leader;

import java.util.Optional;

/** Where the Lease is kept. */
public interface LeaseStore {
    /** Empty when there is none yet; throws when it cannot be told. */
    Optional<LeaseRecord> read();

    /** Writes over the version that was read; false when somebody else was faster. */
    boolean write(LeaseRecord lease);
}
