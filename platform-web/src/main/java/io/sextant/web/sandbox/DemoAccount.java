package io.sextant.web.sandbox;

import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.TeamRole;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An account of the demo organisation, as the sign-in page lists it.
 *
 * @param what one line on what this person can do
 */
public record DemoAccount(
        String username, String name, String what, Set<PlatformRole> roles, Map<String, TeamRole> teams) {
    /** The one password of all demo accounts. */
    public static final String PASSWORD = "sextant-demo";

    static final List<DemoAccount> ALL = List.of(
            new DemoAccount(
                    "dana@demo.sextant",
                    "Dana Okafor",
                    "Developer in Support Chatbot: plans, deploys, tries models",
                    Set.of(),
                    Map.of("support-chatbot", TeamRole.MEMBER)),
            new DemoAccount(
                    "theo@demo.sextant",
                    "Theo Lindqvist",
                    "Team administrator of Support Chatbot: also keeps its SLA profiles",
                    Set.of(),
                    Map.of("support-chatbot", TeamRole.TEAM_ADMIN)),
            new DemoAccount(
                    "mei@demo.sextant",
                    "Mei Tanaka",
                    "Developer in Code Assistant and Document Search",
                    Set.of(),
                    Map.of("code-assistant", TeamRole.MEMBER, "document-search", TeamRole.MEMBER)),
            new DemoAccount(
                    "vik@demo.sextant",
                    "Vikram Rao",
                    "Viewer in Support Chatbot: looks on",
                    Set.of(),
                    Map.of("support-chatbot", TeamRole.VIEWER)),
            new DemoAccount(
                    "paula@demo.sextant",
                    "Paula Ferreira",
                    "Approver for the whole organisation",
                    Set.of(PlatformRole.APPROVER),
                    Map.of()),
            new DemoAccount(
                    "fin@demo.sextant",
                    "Fin Gallagher",
                    "Auditor from finance: reads everything, changes nothing",
                    Set.of(PlatformRole.AUDITOR),
                    Map.of()),
            new DemoAccount(
                    "admin@demo.sextant",
                    "Ada Kowalski",
                    "Platform administrator: answers for all GPUs",
                    Set.of(PlatformRole.PLATFORM_ADMIN),
                    Map.of()));
}
