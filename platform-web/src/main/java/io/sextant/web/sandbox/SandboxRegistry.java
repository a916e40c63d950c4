package io.sextant.web.sandbox;

import io.sextant.api.catalog.AttentionWording;
import io.sextant.api.catalog.Catalog;
import io.sextant.api.catalog.CatalogChanged;
import io.sextant.api.catalog.CatalogModel;
import io.sextant.api.catalog.ModelFilter;
import io.sextant.api.catalog.NimImage;
import io.sextant.api.catalog.NimProfile;
import io.sextant.planner.model.Experts;
import io.sextant.planner.model.ModelArchitecture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells the sandbox cluster which images of added models can be pulled, in the columns of the reference data. */
@Component
@Profile("sandbox")
class SandboxRegistry {
    private static final String MODELS =
            "nim_id,model_id,image_repository,metric_family,total_params_b,active_params_b,"
                    + "layers,kv_layers,hidden,attn_heads,kv_heads,head_dim,vocab,max_context,attention,kv_bytes_per_token_16bit,"
                    + "moe_experts,moe_topk,tied_embeddings";
    private static final String PROFILES = "nim_id,profile_id,engine,precision,tp,pp,gpu,qos";

    private final Catalog catalog;
    private final Path folder;

    SandboxRegistry(Catalog catalog, DataDirectory directory) {
        this.catalog = catalog;
        this.folder = directory.resolve("added-models");
    }

    /** Writes the models as they are now. */
    void write() {
        List<CatalogModel> added = catalog.models(ModelFilter.ALL).stream()
                .filter(model -> model.addition() != null && model.isDeployable())
                .toList();
        try {
            Files.createDirectories(folder);
            // The models last: the sandbox looks at their file to see whether anything changed.
            put("nim_profiles.csv", PROFILES, added.stream().flatMap(SandboxRegistry::profiles));
            put("models.csv", MODELS, added.stream().map(SandboxRegistry::model));
        } catch (IOException e) {
            throw new UncheckedIOException("the added models cannot be written to " + folder, e);
        }
    }

    @TransactionalEventListener
    void rewrite(CatalogChanged changed) {
        write();
    }

    private void put(String name, String head, Stream<String> rows) throws IOException {
        Path part = folder.resolve(name + ".part");
        Files.writeString(part, Stream.concat(Stream.of(head), rows).collect(Collectors.joining("\n", "", "\n")));
        Files.move(part, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String model(CatalogModel model) {
        ModelArchitecture shape = model.architecture();
        NimImage image = model.image();
        Experts experts = shape.experts();
        return row(
                model.nimId(),
                shape.id(),
                image == null ? "" : image.repository(),
                model.metricFamily().key(),
                shape.totalParamsB(),
                shape.activeParamsB(),
                shape.layers(),
                shape.kvLayers(),
                shape.hidden(),
                shape.heads(),
                shape.kvHeads(),
                shape.headDim(),
                shape.vocab(),
                shape.maxContext(),
                "\"" + AttentionWording.of(shape) + "\"",
                shape.kvBytesPerToken16bit(),
                experts == null ? null : experts.total(),
                experts == null ? null : experts.perToken(),
                shape.tiedEmbeddings() ? "yes" : "no");
    }

    private static Stream<String> profiles(CatalogModel model) {
        return model.profiles().stream()
                .map(profile -> row(
                        model.nimId(),
                        profile.id(),
                        profile.engine().key(),
                        profile.precision().label(),
                        profile.tensorParallel(),
                        profile.pipelineParallel(),
                        "any",
                        qos(profile)));
    }

    private static String qos(NimProfile profile) {
        NimProfile.Qos qos = profile.qos();
        return qos == null ? "" : qos.key().toLowerCase(Locale.ROOT);
    }

    private static String row(@Nullable Object... cells) {
        return Stream.of(cells).map(cell -> cell == null ? "" : cell.toString()).collect(Collectors.joining(","));
    }
}
