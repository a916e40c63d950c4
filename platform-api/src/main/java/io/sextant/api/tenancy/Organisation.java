package io.sextant.api.tenancy;

import io.sextant.api.isolation.AllTeams;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The root of the tree. */
@Service
@Transactional(readOnly = true)
public class Organisation {
    private final OrgNodes nodes;

    Organisation(OrgNodes nodes) {
        this.nodes = nodes;
    }

    /** Its name; empty on a platform nobody has set up yet. */
    public String name() {
        // Every page bears it, also those of people who are in no team.
        return AllTeams.call(() -> nodes.findByKind(OrgUnit.Kind.ORGANISATION)).stream()
                .findFirst()
                .map(OrgNode::name)
                .orElse("");
    }
}
