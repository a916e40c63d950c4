package io.sextant.api.tenancy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts failed sign-ins by name and by address, and locks both out for longer and longer. */
@Component
@Transactional
class SignInLock {
    private final JdbcClient jdbc;
    private final TokenHash hash;
    private final SecuritySettings.Lockout settings;
    private final Clock clock;

    SignInLock(JdbcClient jdbc, TokenHash hash, SecuritySettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.hash = hash;
        this.settings = settings.lockout();
        this.clock = clock;
    }

    /** How long it takes until name and address may be tried again; empty for now. */
    @Transactional(readOnly = true)
    Optional<Duration> remaining(String username, String address) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        select max(locked_until) as until
                          from sign_in_failure
                         where key in (:account, :address) and locked_until > :now
                        """)
                .param("account", account(username))
                .param("address", address(address))
                .param("now", utc(now))
                .query((row, n) -> Optional.ofNullable(row.getObject("until", OffsetDateTime.class)))
                .single()
                .map(until -> Duration.between(now, until.toInstant()));
    }

    /** When an account that is locked out by its own failures may be tried again; empty where it may now. */
    @Transactional(readOnly = true)
    Optional<Instant> lockedUntil(String username) {
        return jdbc.sql("select locked_until from sign_in_failure where key = :key and locked_until > :now")
                .param("key", account(username))
                .param("now", utc(clock.instant()))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Counts a failure; whether it has locked the account or the address out. */
    boolean failed(String username, String address) {
        boolean account = count(account(username), settings.accountFailures());
        return count(address(address), settings.addressFailures()) || account;
    }

    /** A success: the account's failures are forgotten, and half of the address's, which others may share or abuse. */
    void succeeded(String username, String address) {
        lift(username);
        jdbc.sql("update sign_in_failure set failures = greatest(1, failures / 2) where key = :key")
                .param("key", address(address))
                .update();
    }

    /** An administrator vouches for the account: its failures are forgotten, those of addresses are not. */
    void lift(String username) {
        jdbc.sql("delete from sign_in_failure where key = :key")
                .param("key", account(username))
                .update();
    }

    private boolean count(String key, int most) {
        Instant now = clock.instant();
        int failures = jdbc.sql("""
                        insert into sign_in_failure as known (key, failures, last_at)
                        values (:key, 1, :now)
                        on conflict (key) do update
                           set failures = case when greatest(known.last_at, coalesce(known.locked_until, known.last_at)) < :forgotten
                                               then 1 else known.failures + 1 end,
                               last_at = :now
                        returning failures
                        """)
                .param("key", key)
                .param("now", utc(now))
                .param("forgotten", utc(now.minus(settings.forgetAfter())))
                .query(Integer.class)
                .single();
        if (failures < most) {
            return false;
        }
        jdbc.sql("update sign_in_failure set locked_until = :until where key = :key")
                .param("until", utc(now.plus(lock(failures - most))))
                .param("key", key)
                .update();
        return true;
    }

    private Duration lock(int doublings) {
        Duration lock = settings.first();
        for (int i = 0; i < doublings && lock.compareTo(settings.longest()) < 0; i++) {
            lock = lock.multipliedBy(2);
        }
        return lock.compareTo(settings.longest()) < 0 ? lock : settings.longest();
    }

    private String account(String username) {
        return key("account " + username.toLowerCase(Locale.ROOT));
    }

    private String address(String address) {
        return key("address " + address);
    }

    private String key(String text) {
        return HexFormat.of().formatHex(hash.of(text));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
