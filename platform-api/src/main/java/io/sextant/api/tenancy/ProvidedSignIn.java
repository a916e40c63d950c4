package io.sextant.api.tenancy;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.audit.Who;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets people in whom an identity provider has recognised: makes their account at the first sign-in and lets name, address and
 * claimed roles follow at every one.
 */
@Service
public class ProvidedSignIn {
    private static final Logger LOG = LoggerFactory.getLogger(ProvidedSignIn.class);

    private final UserAccounts accounts;
    private final OrgNodes nodes;
    private final AuditTrail audit;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ProvidedSignIn(
            UserAccounts accounts,
            OrgNodes nodes,
            AuditTrail audit,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.accounts = accounts;
        this.nodes = nodes;
        this.audit = audit;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Tries to begin a session. */
    public ProvidedOutcome begin(ProvidedPerson person) {
        ProvidedOutcome outcome;
        try {
            outcome = Objects.requireNonNull(transaction.execute(status -> decide(person)));
        } catch (DataIntegrityViolationException e) {
            // Somebody else has got the address between the look and the write.
            outcome = new ProvidedOutcome.Refused(ProvidedOutcome.Reason.NAME_TAKEN);
        }
        if (outcome instanceof ProvidedOutcome.Refused(ProvidedOutcome.Reason reason)) {
            refused(address(person).orElse("unknown"), reason.words());
        }
        return outcome;
    }

    /** Tells the trail that a sign-in has failed before anybody was recognised. */
    public void failed(String why) {
        refused("unknown", why);
    }

    private ProvidedOutcome decide(ProvidedPerson person) {
        // The same person in two windows for the first time makes one account.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", "identity " + person.issuer() + " " + person.subject())
                .query((row, n) -> true)
                .single();
        Optional<String> address = address(person);
        Optional<UserAccount> known = accounts.findByIdentity(person.issuer(), person.subject());
        if (known.isPresent()) {
            UserAccount account = accounts.lock(known.get().id()).orElseThrow();
            return account.isDisabled()
                    ? new ProvidedOutcome.Refused(ProvidedOutcome.Reason.DISABLED)
                    : follow(account, person, address.orElse(account.username()));
        }
        return address.isEmpty()
                ? new ProvidedOutcome.Refused(ProvidedOutcome.Reason.NO_EMAIL)
                : person.emailRefuted()
                        ? new ProvidedOutcome.Refused(ProvidedOutcome.Reason.UNVERIFIED_EMAIL)
                        : firstTime(person, address.get());
    }

    private ProvidedOutcome firstTime(ProvidedPerson person, String address) {
        Instant now = clock.instant();
        Identity identity = new Identity(person.issuer(), person.subject(), now);
        Optional<UserAccount> namesake = accounts.findByUsername(address);
        if (namesake.isPresent()) {
            UserAccount account = accounts.lock(namesake.get().id()).orElseThrow();
            if (!account.expectsLink(now) || account.isDisabled()) {
                return new ProvidedOutcome.Refused(ProvidedOutcome.Reason.NAME_TAKEN);
            }
            account.link(identity);
            audit.record(
                    account.asActor().who(),
                    AuditEvent.of("account.link", "account", account.username())
                            .to(Map.of("issuer", identity.issuer(), "subject", identity.subject())));
            return follow(account, person, address);
        }
        if (!person.admitWithoutRole()
                && person.roles().platform().isEmpty()
                && teams(person.roles()).isEmpty()) {
            return new ProvidedOutcome.Refused(ProvidedOutcome.Reason.NO_ROLE);
        }
        UserAccount account = UserAccount.provided(address, name(person, address), identity, now);
        account.claim(person.roles().platform(), teams(person.roles()));
        accounts.saveAndFlush(account);
        audit.record(
                Who.platform(),
                AuditEvent.of("account.create", "account", address)
                        .to(account.asRecord())
                        .because("First sign-in by " + person.issuer() + "."));
        return admitted(account, person);
    }

    // Roles are taken away even from who is then not let in: their tokens go by them.
    private ProvidedOutcome follow(UserAccount account, ProvidedPerson person, String address) {
        Account before = account.asRecord();
        boolean changed = account.claim(person.roles().platform(), teams(person.roles()));
        changed |= account.call(usable(account, person, address), name(person, before.displayName()));
        if (changed) {
            accounts.saveAndFlush(account);
            audit.record(
                    Who.platform(),
                    AuditEvent.of("account.follow-claims", "account", account.username())
                            .from(before)
                            .to(account.asRecord())
                            .because("As told by " + person.issuer() + "."));
        }
        return account.hasAnyRole() || person.admitWithoutRole()
                ? admitted(account, person)
                : new ProvidedOutcome.Refused(ProvidedOutcome.Reason.NO_ROLE);
    }

    // An address that is not vouched for, or that another account has, changes nothing: the subject says who it is.
    private String usable(UserAccount account, ProvidedPerson person, String address) {
        boolean free = address.equals(account.username())
                || accounts.findByUsername(address).isEmpty();
        if (!free) {
            LOG.atWarn()
                    .addKeyValue("account", account.username())
                    .addKeyValue("address", address)
                    .log("The identity provider tells an address that another account has; the old one stays");
        }
        return free && !person.emailRefuted() ? address : account.username();
    }

    private ProvidedOutcome admitted(UserAccount account, ProvidedPerson person) {
        account.signedIn(clock.instant());
        Actor actor = accounts.saveAndFlush(account).asActor();
        audit.record(
                actor.who(),
                AuditEvent.of("session.begin", "account", actor.username()).to(Map.of("issuer", person.issuer())));
        return new ProvidedOutcome.Admitted(actor);
    }

    private Map<OrgNode, TeamRole> teams(ClaimedRoles roles) {
        Map<OrgNode, TeamRole> claimed = new HashMap<>();
        List<OrgNode> teams = roles.byNode().isEmpty() ? List.of() : nodes.findByKind(OrgUnit.Kind.TEAM);
        roles.byNode().forEach((slug, role) -> {
            Optional<OrgNode> node = nodes.findBySlug(slug).filter(found -> !found.isArchived());
            if (node.isEmpty()) {
                LOG.atWarn().addKeyValue("node", slug).log("A claim gives a role in a node that is not in use");
            }
            node.ifPresent(above -> teams.stream()
                    .filter(team -> !team.isArchived() && team.isWithin(above))
                    .forEach(team -> claimed.merge(team, role, TeamRole::stronger)));
        });
        return claimed;
    }

    private void refused(String account, String why) {
        audit.refused(
                Who.nobody(), AuditEvent.of("session.begin", "account", account).because(why));
    }

    private static String name(ProvidedPerson person, String otherwise) {
        @Nullable String told = person.name();
        if (told == null || told.isBlank()) {
            return otherwise;
        }
        String name = told.strip();
        return name.substring(0, Math.min(name.length(), Accounts.LONGEST_NAME));
    }

    private static Optional<String> address(ProvidedPerson person) {
        return Optional.ofNullable(person.email())
                .map(email -> email.strip().toLowerCase(Locale.ROOT))
                .filter(Accounts::isUsername);
    }
}
