package io.sextant.deployer.membership;

import java.io.Serial;

/** Where the credential is kept, for every replica of the cluster's deployer. */
public interface CredentialStore extends AutoCloseable {
    /** What is kept, or {@link KeptCredential#NONE}. */
    KeptCredential read();

    /** Writes over the version that was read; false when somebody else was faster. */
    boolean write(KeptCredential kept);

    @Override
    void close();

    /** It cannot be read or written; the message says what to do about it. */
    final class Unavailable extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
