package io.sextant.web.catalog;

import io.sextant.api.catalog.CatalogModel;
import io.sextant.api.catalog.Lifecycle;
import io.sextant.api.catalog.NimProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything the catalogue knows of a model. */
record ModelPage(
        ModelRow model,
        String image,
        List<FactView> facts,
        List<ProfileRow> profiles,
        boolean anyIdDerived,
        String notes,
        boolean deprecated,
        @Nullable AdditionView addition) {
    static ModelPage of(CatalogModel model) {
        return new ModelPage(
                ModelRow.of(model),
                model.image() == null ? "" : model.image().reference(),
                model.facts().stream().map(FactView::of).toList(),
                model.profiles().stream().map(ProfileRow::of).toList(),
                model.profiles().stream().anyMatch(profile -> profile.idOrigin() == NimProfile.IdOrigin.DERIVED),
                model.notes(),
                model.lifecycle().stage() == Lifecycle.Stage.DEPRECATED,
                AdditionView.of(model.addition()));
    }

    /** A profile in the model's table. */
    record ProfileRow(
            String name,
            String engine,
            String gpus,
            String gpuPath,
            String technicalName,
            String id,
            String idOrigin,
            String source,
            String confidence) {
        static ProfileRow of(NimProfile profile) {
            return new ProfileRow(
                    profile.name(),
                    profile.engine().label(),
                    String.valueOf(profile.gpusPerReplica()),
                    profile.gpu() == null
                            ? ""
                            : "/catalog/gpus/" + profile.gpu().name(),
                    profile.technicalName(),
                    profile.id(),
                    profile.idOrigin() == NimProfile.IdOrigin.DERIVED ? "derived" : "published",
                    profile.source().source(),
                    profile.source().confidence().label());
        }
    }
}
