package io.sextant.api.tenancy;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates the nodes of the organisation's tree and the first accounts; what is already there stays as it is. */
@Service
@Transactional
public class OrganisationSetup {
    private final OrgNodes nodes;
    private final UserAccounts accounts;
    private final PasswordEncoder passwords;
    private final Clock clock;

    OrganisationSetup(OrgNodes nodes, UserAccounts accounts, PasswordEncoder passwords, Clock clock) {
        this.nodes = nodes;
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** The root of the tree. */
    public void organisation(String slug, String name) {
        node(OrgUnit.Kind.ORGANISATION, slug, name, "");
    }

    /** A department below a node that is already there. */
    public void department(String slug, String name, String parentSlug) {
        node(OrgUnit.Kind.DEPARTMENT, slug, name, parentSlug);
    }

    /** A team below a node that is already there. */
    public Team team(String slug, String name, String parentSlug) {
        return node(OrgUnit.Kind.TEAM, slug, name, parentSlug).asTeam();
    }

    /** An account with a published password; production refuses to start while one exists. */
    public Actor demoUser(
            String username,
            String displayName,
            String password,
            Set<PlatformRole> roles,
            Map<String, TeamRole> roleByTeamSlug) {
        UserAccount account = accounts.findByUsername(username).orElseGet(() -> {
            UserAccount created =
                    UserAccount.person(username, displayName, passwords.encode(password), true, clock.instant());
            roles.forEach(created::grant);
            roleByTeamSlug.forEach((slug, role) -> created.grant(existing(slug), role));
            return accounts.save(created);
        });
        return account.asActor();
    }

    /** Whether any account with a published password exists. */
    @Transactional(readOnly = true)
    public boolean hasDemoUsers() {
        return accounts.existsByDemoTrue();
    }

    private OrgNode node(OrgUnit.Kind kind, String slug, String name, String parentSlug) {
        return nodes.findBySlug(slug)
                .orElseGet(() -> nodes.save(new OrgNode(
                        parentSlug.isEmpty() ? null : existing(parentSlug), kind, slug, name, clock.instant())));
    }

    private OrgNode existing(String slug) {
        return nodes.findBySlug(slug).orElseThrow(() -> new IllegalArgumentException("no node " + slug));
    }
}
