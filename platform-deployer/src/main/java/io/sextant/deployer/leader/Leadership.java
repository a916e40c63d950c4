package io.sextant.deployer.leader;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes and renews the Lease, and tells when it is won and lost.
 *
 * <p>Clocks of different machines are never compared: a follower takes the Lease when it has not seen it change for its
 * whole duration, by its own monotonic clock, and a leader counts from before its last renewal was sent.
 */
public final class Leadership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private final String me;
    private final LeaseStore store;
    private final LeaseTerms terms;
    private final Clock clock;
    private final Listener listener;
    private final Thread thread =
            Thread.ofPlatform().name("deployer-leadership").unstarted(this::run);
    private volatile boolean leading;
    private volatile long renewedAtNanos;
    private volatile String holder = "";
    private @Nullable LeaseRecord seen;
    private long seenAtNanos;

    /** Told in turn of every gain and loss, on one thread. */
    public interface Listener {
        /** From now on this one writes. */
        void gained();

        /** Has stopped writing when this returns. */
        void lost();
    }

    public Leadership(String me, LeaseStore store, LeaseTerms terms, Clock clock, Listener listener) {
        this.me = me;
        this.store = store;
        this.terms = terms;
        this.clock = clock;
        this.listener = listener;
    }

    public void start() {
        thread.start();
    }

    /** Whether this one may begin a write at this moment, however late the loss of the Lease is noticed. */
    public boolean holds() {
        return leading
                && System.nanoTime() - renewedAtNanos < terms.renewDeadline().toNanos();
    }

    /** Who holds the Lease as far as is known, else empty. */
    public String holder() {
        return holder;
    }

    private void run() {
        try {
            while (true) {
                look();
                Thread.sleep(terms.retry());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            strive();
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("Cannot read or write the Lease, trying again");
        }
        if (leading && !holds()) {
            lose("it could not be renewed in time");
        }
    }

    private void strive() {
        Optional<LeaseRecord> found = store.read();
        LeaseRecord lease = found.orElse(null);
        notice(lease);
        long asOf = System.nanoTime();
        if (lease == null) {
            LeaseRecord made = new LeaseRecord(me, clock.instant(), clock.instant(), terms.duration(), 0, "");
            won(store.write(made), asOf);
        } else if (lease.holder().equals(me)) {
            won(store.write(lease.renewed(clock.instant())), asOf);
        } else if (leading) {
            lose("it was taken by " + lease.holder());
        } else if (lease.isFree() || hasExpired(lease, asOf)) {
            won(store.write(lease.takenBy(me, terms.duration(), clock.instant())), asOf);
        }
    }

    private void notice(@Nullable LeaseRecord lease) {
        if (seen == null || !seen.equals(lease)) {
            seen = lease;
            seenAtNanos = System.nanoTime();
        }
        holder = lease == null ? "" : lease.holder();
    }

    private boolean hasExpired(LeaseRecord lease, long now) {
        return now - seenAtNanos >= lease.duration().toNanos();
    }

    private void won(boolean written, long asOf) {
        if (!written) {
            return;
        }
        renewedAtNanos = asOf;
        holder = me;
        if (!leading) {
            leading = true;
            LOG.atInfo().addKeyValue("identity", me).log("Leads from now on");
            listener.gained();
        }
    }

    private void lose(String why) {
        leading = false;
        LOG.atWarn().addKeyValue("identity", me).addKeyValue("why", why).log("Leads no longer");
        listener.lost();
    }

    /** Stops, and gives the Lease back so that the next one need not wait. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (leading) {
            leading = false;
            listener.lost();
            giveBack();
        }
    }

    private void giveBack() {
        try {
            store.read()
                    .filter(lease -> lease.holder().equals(me))
                    .ifPresent(lease -> store.write(lease.givenBack(clock.instant())));
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("Cannot give the Lease back, it will run out");
        }
    }
}
