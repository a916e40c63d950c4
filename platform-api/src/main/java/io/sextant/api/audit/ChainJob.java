package io.sextant.api.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Links what was committed, every second.
 *
 * <p>The head goes to the log every hour: a log that leaves the machine makes it known to others, so that who owns the database
 * cannot cut the chain's end off unnoticed.
 */
@Component
class ChainJob {
    private static final Logger LOG = LoggerFactory.getLogger(ChainJob.class);

    private final AuditChain chain;

    ChainJob(AuditChain chain) {
        this.chain = chain;
    }

    @Scheduled(fixedDelay = 1000)
    void linkAll() {
        int linked = chain.link();
        while (linked > 0) {
            linked = chain.link();
        }
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
    void tellHead() {
        AuditChain.Head head = chain.head();
        LOG.atInfo()
                .addKeyValue("position", head.position())
                .addKeyValue("hash", head.hash())
                .log("Head of the audit chain");
    }
}
