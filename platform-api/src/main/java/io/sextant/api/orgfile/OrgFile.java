package io.sextant.api.orgfile;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file states.
 *
 * @param sections those that it has, each in its order
 */
record OrgFile(Map<Section, List<Entry>> sections) {
    /** The only form there is. */
    static final int VERSION = 1;

    OrgFile {
        Map<Section, List<Entry>> copy = new EnumMap<>(Section.class);
        sections.forEach((section, entries) -> copy.put(section, List.copyOf(entries)));
        sections = copy;
    }

    /** Empty where the file leaves it out. */
    Optional<List<Entry>> section(Section section) {
        return Optional.ofNullable(sections.get(section));
    }
}
