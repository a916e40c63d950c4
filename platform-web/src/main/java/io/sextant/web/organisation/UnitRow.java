package io.sextant.web.organisation;

import io.sextant.api.tenancy.OrgUnit;

/**
 * A node as a row.
 *
 * @param place how deep it lies, as dashes before its name
 */
record UnitRow(
        String path,
        String place,
        String name,
        String slug,
        String kind,
        String members,
        boolean archived,
        boolean team,
        boolean root,
        String parent,
        int revision) {
    static UnitRow of(OrgUnit unit) {
        return new UnitRow(
                "/organisation/" + unit.slug(),
                "– ".repeat(unit.depth()),
                unit.name(),
                unit.slug(),
                switch (unit.kind()) {
                    case ORGANISATION -> "Organisation";
                    case DEPARTMENT -> "Department";
                    case TEAM -> "Team";
                },
                unit.kind() == OrgUnit.Kind.TEAM ? Integer.toString(unit.members()) : "",
                unit.archived(),
                unit.kind() == OrgUnit.Kind.TEAM,
                unit.kind() == OrgUnit.Kind.ORGANISATION,
                unit.parent() == null ? "" : unit.parent(),
                unit.revision());
    }
}
