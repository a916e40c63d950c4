package io.sextant.web.sandbox;

import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.QuotaRequests;
import io.sextant.api.quota.QuotaWish;
import io.sextant.api.tenancy.Actor;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Lets a team of the demo organisation wait for a decision, so that somebody has something to do and was told of it. */
@Component
@Profile("sandbox")
class DemoRequest {
    static final String ASKER = "theo@demo.sextant";

    private final QuotaRequests requests;

    DemoRequest(QuotaRequests requests) {
        this.requests = requests;
    }

    /** Asks once, unless anybody ever asked for anything. */
    void ensure(Actor asker, Actor admin) {
        if (requests.visibleTo(admin).isEmpty()) {
            requests.ask(
                    new QuotaWish(
                            "support-chatbot",
                            new QuotaPool(SandboxClusterRegistration.CLUSTER, "NVIDIA-H200"),
                            2,
                            2,
                            "A pilot with longer conversations, from December on"),
                    asker);
        }
    }
}
