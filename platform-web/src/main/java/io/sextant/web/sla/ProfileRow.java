package io.sextant.web.sla;

import io.sextant.api.sla.SlaProfileView;

/** A profile in the list. */
record ProfileRow(
        String path, String name, String purpose, String owner, String version, boolean retired, TermsView terms) {
    static ProfileRow of(SlaProfileView profile) {
        return new ProfileRow(
                "/sla-profiles/" + profile.id(),
                profile.name(),
                profile.current().purpose(),
                profile.owner().label(),
                String.valueOf(profile.current().version()),
                profile.isRetired(),
                TermsView.of(profile.current().terms()));
    }
}
