package io.sextant.api.quota;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes trees of quotas by hand: parents first, each node with what it is given and holds. */
final class Trees {
    static final QuotaPool POOL = new QuotaPool("east", "NVIDIA-H100-80GB-HBM3");

    private final List<QuotaPath.Step> steps = new ArrayList<>();

    static UUID id(String slug) {
        return UUID.nameUUIDFromBytes(slug.getBytes(StandardCharsets.UTF_8));
    }

    Trees node(@Nullable String parent, String slug, int guaranteed, int burst, int lendable) {
        return node(parent, slug, new QuotaTerms(guaranteed, burst, lendable, false), 0, 0);
    }

    Trees node(@Nullable String parent, String slug, QuotaTerms terms, int held, int production) {
        int depth = parent == null
                ? 0
                : steps.stream()
                                .filter(step -> step.node().slug().equals(parent))
                                .findFirst()
                                .orElseThrow()
                                .node()
                                .depth()
                        + 1;
        steps.add(new QuotaPath.Step(
                new QuotaNode(
                        id(slug),
                        parent == null ? null : id(parent),
                        slug,
                        slug,
                        depth == 0 ? QuotaNode.Kind.ORGANISATION : QuotaNode.Kind.TEAM,
                        depth),
                new BalanceRow(terms, 0, false, held, production, 0, 0, 0, 1)));
        return this;
    }

    QuotaTree counted() {
        return QuotaTree.of(POOL, steps).counted();
    }
}
