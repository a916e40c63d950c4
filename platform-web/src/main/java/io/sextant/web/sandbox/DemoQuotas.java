package io.sextant.web.sandbox;

import io.sextant.api.quota.QuotaAdministration;
import io.sextant.api.quota.QuotaEdit;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.QuotaTerms;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Teams;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Gives each demo team quota on the sandbox's cluster, unless it was ever given any. */
@Component
@Profile("sandbox")
class DemoQuotas {
    private static final String H100 = "NVIDIA-H100-80GB-HBM3";
    private static final String H200 = "NVIDIA-H200";
    private static final String A100 = "NVIDIA-A100-SXM4-80GB";
    private static final String L40S = "NVIDIA-L40S";
    private static final String B200 = "NVIDIA-B200";
    private static final String A10G = "NVIDIA-A10G";

    // Translation has none of what it would need for a large model: the portal shows what then.
    private static final List<Limit> LIMITS = List.of(
            new Limit("support-chatbot", H100, 8),
            new Limit("support-chatbot", A100, 4),
            new Limit("support-chatbot", L40S, 4),
            new Limit("document-search", H100, 4),
            new Limit("document-search", L40S, 2),
            new Limit("code-assistant", H100, 4),
            new Limit("code-assistant", H200, 4),
            new Limit("code-assistant", B200, 4),
            new Limit("translation", H100, 0),
            new Limit("translation", A10G, 2),
            new Limit("evaluation", H200, 8),
            new Limit("evaluation", A100, 4),
            new Limit("evaluation", A10G, 2));

    // Model Evaluation lends half of its H200s while they are idle, and Code Assistant may borrow them.
    private static final List<Terms> SHARED = List.of(
            new Terms("research", H200, new QuotaTerms(8, 8, 4, false)),
            new Terms("evaluation", H200, new QuotaTerms(8, 8, 4, false)),
            new Terms("engineering", H200, new QuotaTerms(4, 8, 0, false)),
            new Terms("code-assistant", H200, new QuotaTerms(4, 8, 0, false)));

    private final Quotas quotas;
    private final QuotaAdministration administration;
    private final Teams teams;
    private final SandboxClusterRegistration registration;

    DemoQuotas(
            Quotas quotas, QuotaAdministration administration, Teams teams, SandboxClusterRegistration registration) {
        this.quotas = quotas;
        this.administration = administration;
        this.teams = teams;
        this.registration = registration;
    }

    void ensure(Actor admin) {
        registration.ensure();
        List<Team> without = teams.all().stream()
                .filter(team -> quotas.balances(team.id()).isEmpty())
                .toList();
        without.forEach(team -> LIMITS.stream()
                .filter(limit -> limit.team().equals(team.slug()))
                .forEach(limit -> quotas.setLimit(team, pool(limit.gpuProduct()), limit.gpus(), admin)));
        if (without.size() == teams.all().size()) {
            SHARED.forEach(terms -> administration.change(
                    terms.node(),
                    pool(terms.gpuProduct()),
                    new QuotaEdit(terms.terms(), false, "Idle H200s are shared."),
                    null,
                    admin));
        }
    }

    private static QuotaPool pool(String gpuProduct) {
        return new QuotaPool(SandboxClusterRegistration.CLUSTER, gpuProduct);
    }

    private record Limit(String team, String gpuProduct, int gpus) {}

    private record Terms(String node, String gpuProduct, QuotaTerms terms) {}
}
