package io.sextant.api.tenancy;

import org.jspecify.annotations.Nullable;

/**
 * Somebody whom an identity provider has recognised.
 *
 * @param issuer the provider
 * @param subject who they are there; never given to anybody else
 * @param email null where the provider tells none
 * @param emailRefuted the provider says that the address was not verified
 * @param name null where the provider tells none
 * @param admitWithoutRole a session begins even for who has no role at all
 */
public record ProvidedPerson(
        String issuer,
        String subject,
        @Nullable String email,
        boolean emailRefuted,
        @Nullable String name,
        ClaimedRoles roles,
        boolean admitWithoutRole) {}
