package io.sextant.deployer.feed;

import io.sextant.contract.DeployerToken;
import io.sextant.deployer.membership.CredentialStore;
import io.sextant.deployer.membership.KeptCredential;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins the platform once, and replaces the credential when the platform wants it.
 *
 * <p>A credential is made here and kept before it is offered. Whatever is lost on the way, an answer, a process or a race against
 * another replica, what is kept says what to offer again, and the platform takes the same offer twice.
 */
public final class Membership extends Courier implements Credential {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private final String joinToken;
    private final CredentialStore store;
    private final CredentialDesk desk;
    private final SecureRandom random = new SecureRandom();
    private final CountDownLatch joined = new CountDownLatch(1);
    private final Semaphore wake = new Semaphore(0);
    private volatile String current = "";
    private volatile boolean renewalAsked;

    /**
     * A membership that is yet to be found or made.
     *
     * @param joinToken empty where the deployer joined before
     */
    public Membership(String joinToken, CredentialStore store, CredentialDesk desk, Backoff backoff) {
        super("membership", backoff);
        this.joinToken = joinToken.strip();
        this.store = store;
        this.desk = desk;
    }

    @Override
    public String await() throws InterruptedException {
        joined.await();
        return current;
    }

    @Override
    public boolean refused(String shown) {
        boolean replaced = !current.equals(shown);
        if (!replaced) {
            wake.release();
        }
        return replaced;
    }

    @Override
    public void renewalAsked() {
        renewalAsked = true;
        wake.release();
    }

    @Override
    void errand() throws PlatformProblem, InterruptedException {
        try {
            if (isSettled(store.read())) {
                settled();
                wake.acquire();
                wake.drainPermits();
            }
        } catch (CredentialStore.Unavailable e) {
            throw new PlatformProblem.NotLetIn(String.valueOf(e.getMessage()));
        }
    }

    /** One step; false when what is kept is to be read again. */
    private boolean isSettled(KeptCredential kept) throws PlatformProblem, InterruptedException {
        if (!kept.credential().isEmpty()) {
            show(kept.credential());
        }
        Optional<DeployerToken> token = DeployerToken.read(DeployerToken.Kind.JOIN, joinToken);
        if (token.isPresent() && kept.isNews(token.get())) {
            return offered(kept, joinToken) && written(kept.takenFor(token.get()), "Joined the platform");
        }
        if (kept.credential().isEmpty()) {
            throw joinToken.isEmpty() ? PlatformProblem.NotLetIn.withoutToken() : PlatformProblem.NotLetIn.malformed();
        }
        if (renewalAsked || !kept.candidate().isEmpty()) {
            return offered(kept, kept.credential()) && written(kept.taken(), "Replaced the deployer's credential");
        }
        return true;
    }

    /** Whether the candidate that is kept was taken; one is made and kept first where there is none. */
    private boolean offered(KeptCredential kept, String bearer) throws PlatformProblem, InterruptedException {
        if (kept.candidate().isEmpty()) {
            store.write(kept.offering(DeployerToken.made(DeployerToken.Kind.CREDENTIAL, random)));
            return false;
        }
        desk.offer(bearer, kept.candidate());
        return true;
    }

    /** False in any case: what is kept now is read again, whoever wrote it. */
    private boolean written(KeptCredential kept, String what) {
        if (store.write(kept)) {
            renewalAsked = false;
            LOG.info(what);
        }
        return false;
    }

    private void show(String credential) {
        current = credential;
        joined.countDown();
    }
}
