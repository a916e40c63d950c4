package io.sextant.web.sla;

import io.sextant.api.sla.SlaProfileView;
import io.sextant.api.sla.SlaVersion;
import io.sextant.web.layout.Dates;
import java.util.List;

/**
 * A profile with its history.
 *
 * @param revision goes along with every change
 */
record ProfilePage(
        String path,
        String planPath,
        String name,
        String purpose,
        String owner,
        int revision,
        boolean editable,
        boolean retired,
        String retiredAt,
        TermsView terms,
        List<VersionRow> versions) {
    static ProfilePage of(SlaProfileView profile, List<SlaVersion> history) {
        return new ProfilePage(
                "/sla-profiles/" + profile.id(),
                "/plan?sla=" + profile.id(),
                profile.name(),
                profile.current().purpose(),
                profile.owner().label(),
                profile.revision(),
                profile.editable(),
                profile.isRetired(),
                profile.retiredAt() == null ? "" : Dates.moment(profile.retiredAt()),
                TermsView.of(profile.current().terms()),
                history.stream().map(VersionRow::of).toList());
    }

    /** A version in the history. */
    record VersionRow(String version, String name, String recordedAt, String recordedBy, TermsView terms) {
        static VersionRow of(SlaVersion version) {
            return new VersionRow(
                    String.valueOf(version.version()),
                    version.name(),
                    Dates.moment(version.recordedAt()),
                    version.recordedBy(),
                    TermsView.of(version.terms()));
        }
    }
}
