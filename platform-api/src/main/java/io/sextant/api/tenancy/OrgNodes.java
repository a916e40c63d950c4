package io.sextant.api.tenancy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface OrgNodes extends Repository<OrgNode, UUID> {
    Optional<OrgNode> findById(UUID id);

    Optional<OrgNode> findBySlugAndKind(String slug, OrgUnit.Kind kind);

    Optional<OrgNode> findBySlug(String slug);

    List<OrgNode> findByKind(OrgUnit.Kind kind);

    List<OrgNode> findAllByOrderByName();

    OrgNode save(OrgNode node);
}
