package io.sextant.api.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sextant.api.audit.AuditEntries;
import io.sextant.api.audit.AuditEntry;
import io.sextant.api.audit.AuditFilter;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

@ApiTest
class SignInIT {
    private static final String CHOSEN = "a long walk on the beach";
    private static final Actor NOBODY =
            new Actor(new UserId(new UUID(0, 0)), "", "", AccountKind.PERSON, false, false, Set.of(), Map.of());
    private static final Accounts.WithPassword NONE = new Accounts.WithPassword(
            new Account(
                    NOBODY.id(),
                    "",
                    "",
                    AccountKind.PERSON,
                    Set.of(),
                    Set.of(),
                    List.of(),
                    false,
                    false,
                    true,
                    List.of(),
                    null,
                    SettableClock.START,
                    null,
                    1),
            "",
            SettableClock.START);

    @Autowired
    SignIn signIn;

    @Autowired
    Accounts accounts;

    @Autowired
    Members members;

    @Autowired
    OwnPassword ownPassword;

    @Autowired
    Tokens tokens;

    @Autowired
    AuditEntries trail;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    final String name = UUID.randomUUID() + "@test.sextant";
    final String address = UUID.randomUUID().toString();
    Actor admin = NOBODY;
    Accounts.WithPassword made = NONE;

    @BeforeEach
    void anAccount() {
        admin = people.platform(PlatformRole.PLATFORM_ADMIN);
        made = accounts.create(name, "Test Person", Set.of(), admin);
    }

    @Test
    void letsANewAccountInWithTheLentPasswordToChooseItsOwn() {
        Actor actor = admitted(made.password());
        assertThat(actor.passwordDue()).isTrue();

        clock.advance(Duration.ofSeconds(1));
        ownPassword.choose(made.password(), CHOSEN, actor);

        assertThat(admitted(CHOSEN).passwordDue()).isFalse();
        assertThat(signIn.attempt(name, made.password(), address)).isInstanceOf(SignInOutcome.Refused.class);
        assertThat(signIn.current(actor.id(), clock.instant().minusSeconds(1))).isEmpty();
        assertThat(signIn.current(actor.id(), clock.instant())).isPresent();
    }

    @Test
    void takesNoPasswordThatIsShortOrTheName() {
        Actor actor = admitted(made.password());
        assertThatExceptionOfType(PlatformProblem.Invalid.class)
                .isThrownBy(() -> ownPassword.choose("wrong", "short", actor))
                .satisfies(refused -> assertThat(refused.errors())
                        .extracting(error -> error.pointer() + " " + error.code())
                        .contains("/currentPassword wrong", "/newPassword length"));
        assertThatExceptionOfType(PlatformProblem.Invalid.class)
                .isThrownBy(() -> ownPassword.choose(made.password(), name.toUpperCase(Locale.ROOT), actor));
    }

    @Test
    void knowsNoPasswordOfServiceAccounts() {
        Team team = people.team();
        Member service =
                members.createService(team, "nightly", TeamRole.MEMBER, people.member(team, TeamRole.TEAM_ADMIN));
        for (String password : List.of("", "nobody", "null")) {
            assertThat(signIn.attempt(service.username(), password, address)).isInstanceOf(SignInOutcome.Refused.class);
            assertThat(signIn.check(service.username(), password)).isEmpty();
        }
    }

    @Test
    void forgetsALentPasswordAfterItsTime() {
        clock.advance(Duration.ofDays(3));
        assertThat(signIn.attempt(name, made.password(), address)).isInstanceOf(SignInOutcome.Refused.class);
    }

    @Test
    void locksAnAccountForLongerAndLongerAndLooksAtNothingMeanwhile() {
        for (int i = 0; i < 5; i++) {
            assertThat(signIn.attempt(name, "wrong", address)).isInstanceOf(SignInOutcome.Refused.class);
        }
        assertThat(signIn.attempt(name, made.password(), "elsewhere " + address))
                .isEqualTo(new SignInOutcome.Locked(Duration.ofSeconds(30)));

        clock.advance(Duration.ofSeconds(30));
        assertThat(signIn.attempt(name, "wrong", address)).isInstanceOf(SignInOutcome.Refused.class);
        assertThat(signIn.attempt(name, made.password(), address))
                .isEqualTo(new SignInOutcome.Locked(Duration.ofMinutes(1)));

        clock.advance(Duration.ofMinutes(1));
        admitted(made.password());
        assertThat(signIn.attempt(name, "wrong", address)).isInstanceOf(SignInOutcome.Refused.class);
        admitted(made.password());
    }

    @Test
    void letsALockedOutOwnerInWithThePasswordThatAnAdministratorGivesThem() {
        for (int i = 0; i < 5; i++) {
            signIn.attempt(name, "wrong", address);
        }
        assertThat(signIn.attempt(name, made.password(), address)).isInstanceOf(SignInOutcome.Locked.class);

        Account locked = made.account();
        Actor admin = people.platform(PlatformRole.PLATFORM_ADMIN);
        assertThat(accounts.lockedUntil(locked.id(), admin)).isPresent();
        Accounts.WithPassword renewed = accounts.resetPassword(locked.id(), locked.revision(), admin);

        assertThat(accounts.lockedUntil(locked.id(), admin)).isEmpty();
        admitted(renewed.password());
    }

    @Test
    void letsNoServiceAccountAdministerATeam() {
        Team team = people.team();
        Actor administrator = people.member(team, TeamRole.TEAM_ADMIN);
        Member service = members.createService(team, "nightly", TeamRole.MEMBER, administrator);
        assertThatExceptionOfType(PlatformProblem.Invalid.class)
                .isThrownBy(() -> members.assign(team, service.username(), TeamRole.TEAM_ADMIN, administrator));
        assertThat(members.assign(team, service.username(), TeamRole.VIEWER, administrator)
                        .role())
                .isEqualTo(TeamRole.VIEWER);
    }

    @Test
    void locksUnknownNamesAlikeSoThatNobodyLearnsWhichExist() {
        String unknown = UUID.randomUUID() + "@nowhere.test";
        for (int i = 0; i < 5; i++) {
            assertThat(signIn.attempt(unknown, "wrong", address)).isInstanceOf(SignInOutcome.Refused.class);
        }
        assertThat(signIn.attempt(unknown, "wrong", address)).isInstanceOf(SignInOutcome.Locked.class);
        assertThat(jdbc.sql("select count(*) from sign_in_failure where key like '%nowhere%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void locksAnAddressThatTriesManyNames() {
        for (int i = 0; i < 30; i++) {
            assertThat(signIn.attempt(UUID.randomUUID() + "@nowhere.test", "wrong", address))
                    .isInstanceOf(SignInOutcome.Refused.class);
        }
        assertThat(signIn.attempt(name, made.password(), address)).isInstanceOf(SignInOutcome.Locked.class);
        assertThat(signIn.attempt(name, made.password(), "elsewhere " + address))
                .isInstanceOf(SignInOutcome.Admitted.class);
    }

    @Test
    void givesAnOldHashTheStrengthOfToday() {
        String weak = new Argon2PasswordEncoder(16, 32, 1, 1 << 10, 1).encode(CHOSEN);
        jdbc.sql("update user_account set password_hash = :hash, password_expires_at = null where username = :name")
                .param("hash", weak)
                .param("name", name)
                .update();
        assertThat(weak).startsWith("$argon2id$");

        admitted(CHOSEN);

        String now = jdbc.sql("select password_hash from user_account where username = :name")
                .param("name", name)
                .query(String.class)
                .single();
        assertThat(now).startsWith("$argon2id$").isNotEqualTo(weak).contains("m=19456");
        admitted(CHOSEN);
    }

    @Test
    void refusesADisabledAccountEverywhere() {
        Actor actor = admitted(made.password());
        String token = tokens.issue(actor.id(), "of a disabled account");
        assertThat(tokens.authenticate(token)).isPresent();
        int revision = accounts.one(actor.id(), admin).revision();

        accounts.disable(actor.id(), revision, admin);

        assertThat(tokens.authenticate(token)).isEmpty();
        assertThat(signIn.current(actor.id(), clock.instant())).isEmpty();
        assertThat(signIn.attempt(name, made.password(), address)).isInstanceOf(SignInOutcome.Refused.class);
        accounts.enable(actor.id(), revision + 1, admin);
        assertThat(tokens.authenticate(token)).isPresent();
    }

    @Test
    void tellsTheTrailWhoCameInAndWhoDidNotButNeverWhatWasTyped() {
        signIn.attempt(name, "my secret typo", address);
        signIn.attempt("my password in the wrong field", "x", address);
        admitted(made.password());

        List<AuditEntry> entries = entries("session.begin", name);
        assertThat(entries)
                .extracting(entry -> entry.result() + " " + entry.who().kind())
                .containsExactly("DONE USER", "DENIED NOBODY");
        assertThat(trail.find(AuditFilter.everything(), PageRequest.of(200, null))
                        .items())
                .noneMatch(entry -> entry.toString().contains("wrong field")
                        || entry.toString().contains("typo"));
        assertThat(entries("account.create", name))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.after()).contains("Test Person").doesNotContain(made.password()));
    }

    private Actor admitted(String password) {
        SignInOutcome outcome = signIn.attempt(name, password, address);
        assertThat(outcome).isInstanceOf(SignInOutcome.Admitted.class);
        return ((SignInOutcome.Admitted) outcome).actor();
    }

    private List<AuditEntry> entries(String action, String object) {
        return trail.find(new AuditFilter(null, action, object, null, null, null, null), PageRequest.of(200, null))
                .items();
    }
}
