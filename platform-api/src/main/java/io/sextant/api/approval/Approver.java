package io.sextant.api.approval;

import io.sextant.api.tenancy.AccountKind;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.TeamId;

/** Who can be asked for a yes; those asked about one request are asked in this order. */
public enum Approver {
    /** A team administrator of the team that asks. */
    TEAM_ADMINISTRATOR("A team administrator", Permission.APPROVE, false),
    /** Who approves for the whole organisation. */
    APPROVER("An approver", Permission.APPROVE, true),
    /** Who answers for the platform. */
    ADMINISTRATOR("A platform administrator", Permission.ADMINISTER, true);

    private final String label;
    private final Permission permission;
    private final boolean everywhere;

    Approver(String label, Permission permission, boolean everywhere) {
        this.label = label;
        this.permission = permission;
        this.everywhere = everywhere;
    }

    /** For people, at the beginning of a sentence. */
    public String label() {
        return label;
    }

    /** What these people hold. */
    public Permission permission() {
        return permission;
    }

    /** Whether this person is one for that team; machines are not. */
    boolean includes(Actor actor, TeamId team) {
        return actor.kind() == AccountKind.PERSON
                && (everywhere ? actor.mayEverywhere(permission) : actor.may(permission, team));
    }
}
