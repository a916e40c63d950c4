package io.sextant.api.tenancy;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.audit.Who;
import io.sextant.api.problem.PlatformProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Tells the audit trail what people and machines were refused.
 *
 * <p>It is called where the answer is made, after the refused transaction has ended.
 */
@Component
public class Denials {
    private static final Logger LOG = LoggerFactory.getLogger(Denials.class);

    private static final Set<String> BUDGET_SPENT = Set.of("budget-exceeded", "budget-approval-needed");

    private final AuditTrail audit;

    Denials(AuditTrail audit) {
        this.audit = audit;
    }

    /**
     * Records the problem if it is a denial; a slip such as a missing field is none.
     *
     * @param route what was asked, such as {@code POST /api/v1/deployments}
     * @param team slug of the team that the address names; null where it names none
     */
    public void record(PlatformProblem problem, String route, @Nullable String team) {
        boolean overBudget = BUDGET_SPENT.contains(problem.type());
        if (!problem.isDenial() && !overBudget) {
            return;
        }
        String action = overBudget
                ? "budget.refuse"
                : problem instanceof PlatformProblem.QuotaExceeded ? "quota.refuse" : "access.deny";
        Map<String, Object> asked = new LinkedHashMap<>(problem.facts());
        asked.put("status", problem.status());
        asked.put("problem", problem.type());
        AuditEvent event =
                AuditEvent.of(action, "route", route).inTeam(team).to(asked).because(problem.detail());
        try {
            audit.refused(who(SecurityContextHolder.getContext().getAuthentication()), event);
        } catch (RuntimeException e) {
            // The refusal stands and has to be answered, whatever becomes of its record.
            LOG.atError().addKeyValue("route", route).setCause(e).log("A denial could not be recorded");
        }
    }

    private static Who who(@Nullable Authentication authentication) {
        return switch (authentication) {
            case ActorAuthentication user -> user.getPrincipal().who();
            case null -> Who.nobody();
            case AnonymousAuthenticationToken _ -> Who.nobody();
            case Authentication other when other.isAuthenticated() -> Who.deployer(other.getName());
            default -> Who.nobody();
        };
    }
}
