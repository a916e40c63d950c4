package io.sextant.deployer.feed;

/** What the deployer is known by on the platform. */
public interface Credential {
    /** Waits until there is one. */
    String await() throws InterruptedException;

    /** The platform did not take that one; true when there is another to be shown now. */
    boolean refused(String shown);

    /** The platform wants it replaced. */
    void renewalAsked();

    /** One that was handed over and stays as it is. */
    static Credential fixed(String token) {
        return new Credential() {
            @Override
            public String await() {
                return token;
            }

            @Override
            public boolean refused(String shown) {
                return false;
            }

            @Override
            public void renewalAsked() {}
        };
    }
}
