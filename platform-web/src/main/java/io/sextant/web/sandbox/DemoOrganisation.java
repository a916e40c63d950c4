package io.sextant.web.sandbox;

import io.sextant.api.pricing.PriceRecording;
import io.sextant.api.sla.SlaDraft;
import io.sextant.api.sla.SlaFilter;
import io.sextant.api.sla.SlaProfiles;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.OrganisationSetup;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Tokens;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Fills an empty platform with an organisation to try things out with; what is already there is left alone. */
@Component
@Profile("sandbox")
class DemoOrganisation {
    private static final String TOKEN_NAME = "demo-token";

    private final OrganisationSetup setup;
    private final Tokens tokens;
    private final DataDirectory directory;
    private final PriceRecording prices;
    private final SlaProfiles profiles;
    private final DemoQuotas quotas;
    private final DemoBudgets budgets;
    private final DemoRequest request;
    private final DemoApprovals approvals;

    DemoOrganisation(
            OrganisationSetup setup,
            Tokens tokens,
            DataDirectory directory,
            PriceRecording prices,
            SlaProfiles profiles,
            DemoQuotas quotas,
            DemoBudgets budgets,
            DemoRequest request,
            DemoApprovals approvals) {
        this.setup = setup;
        this.tokens = tokens;
        this.directory = directory;
        this.prices = prices;
        this.profiles = profiles;
        this.quotas = quotas;
        this.budgets = budgets;
        this.request = request;
        this.approvals = approvals;
    }

    /** Makes the tree and the accounts, and writes the administrator's API token to {@code demo-token}. */
    void ensure() {
        setup.organisation("northwind", "Northwind Group");
        setup.department("customer-care", "Customer Care", "northwind");
        setup.department("engineering", "Engineering", "northwind");
        setup.department("research", "Research", "northwind");
        Team chatbot = setup.team("support-chatbot", "Support Chatbot", "customer-care");
        setup.team("document-search", "Document Search", "customer-care");
        setup.team("code-assistant", "Code Assistant", "engineering");
        setup.team("translation", "Translation", "engineering");
        setup.team("evaluation", "Model Evaluation", "research");
        Map<String, Actor> people = new HashMap<>();
        DemoAccount.ALL.forEach(account -> {
            Actor actor = setup.demoUser(
                    account.username(), account.name(), DemoAccount.PASSWORD, account.roles(), account.teams());
            people.put(account.username(), actor);
            if (account.username().equals("admin@demo.sextant")) {
                quotas.ensure(actor);
                budgets.ensure(actor);
                approvals.ensure(actor);
                renewToken(actor);
                ensureTeamProfile(chatbot, actor);
                request.ensure(Objects.requireNonNull(people.get(DemoRequest.ASKER)), actor);
            }
        });
        prices.adoptMarketPrices();
    }

    private void ensureTeamProfile(Team team, Actor admin) {
        if (profiles.visibleTo(admin, new SlaFilter(null, team.slug(), null, true))
                .isEmpty()) {
            profiles.create(
                    new SlaDraft(
                            "Help desk",
                            "Customers chat with the help desk; answers are short and must start at once.",
                            "online",
                            "p95",
                            250,
                            30.0,
                            null,
                            null,
                            null,
                            null,
                            900,
                            200),
                    team,
                    admin);
        }
    }

    // Only the hash is kept, so each start issues the token anew and voids the one before.
    private void renewToken(Actor admin) {
        tokens.revoke(admin.id(), TOKEN_NAME);
        directory.writeSecret("demo-token", tokens.issue(admin.id(), TOKEN_NAME));
    }
}
