package io.sextant.api.catalog;

import io.sextant.api.catalog.CatalogJournal.Action;
import io.sextant.api.catalog.CatalogJournal.Edit;
import io.sextant.api.catalog.CatalogJournal.Kind;
import io.sextant.api.catalog.config.ModelConfig;
import io.sextant.api.catalog.config.ModelReading;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Adds models to the catalogue, and changes and removes those that were added. */
@Service
@Transactional
public class ModelAdministration {
    private static final int LONGEST_CONFIG = 256 * 1024;

    private final AddedModels stored;
    private final Catalog catalog;
    private final CatalogJournal journal;
    private final CatalogGuard guard;
    private final JsonMapper json;
    private final Clock clock;

    ModelAdministration(
            AddedModels stored,
            Catalog catalog,
            CatalogJournal journal,
            CatalogGuard guard,
            JsonMapper json,
            Clock clock) {
        this.stored = stored;
        this.catalog = catalog;
        this.journal = journal;
        this.guard = guard;
        this.json = json;
        this.clock = clock;
    }

    /** What would be added; nothing is written. */
    @Transactional(readOnly = true)
    public ModelPreview preview(ModelDraft draft, JsonNode config, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER_CATALOG);
        Drawn drawn = draw(draft, config, actor);
        requireFree(drawn.model().nimId());
        return ModelPreview.of(drawn.model().catalogModel(), drawn.reading(), catalog.gpus());
    }

    /** A config.json that came as text. */
    public JsonNode parse(String config) {
        if (config.isBlank()) {
            throw new PlatformProblem.Invalid(List.of(new FieldError(
                    "/config", "missing", "The config.json is missing: paste its text or choose the file.")));
        }
        requireModest(config.length());
        try {
            return json.readTree(config);
        } catch (JacksonException e) {
            throw new PlatformProblem.Invalid(List.of(new FieldError(
                    "/config", "not-json", "The config.json is not JSON: " + e.getOriginalMessage() + place(e))));
        }
    }

    /** Adds a model; it can be planned at once, and deployed once it has an image. */
    public CatalogModel add(ModelDraft draft, JsonNode config, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER_CATALOG);
        StoredModel model = draw(draft, config, actor).model();
        requireFree(model.nimId());
        journal.begin();
        try {
            stored.insert(model);
        } catch (DuplicateKeyException e) {
            throw taken(model.nimId());
        }
        return journaled(null, model, Action.ADDED, actor);
    }

    /** What was added under that id, to be changed. */
    @Transactional(readOnly = true)
    public ModelDraft draft(String nimId, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER_CATALOG);
        StoredModel model = added(nimId);
        ModelDescription said = model.description();
        NimImage image = said.image();
        return new ModelDraft(
                nimId,
                said.weights(),
                said.title(),
                said.publisher(),
                said.licence(),
                image == null ? null : image.reference(),
                said.notes(),
                model.parametersStated() ? model.architecture().totalParamsB() : null,
                model.parametersStated() && model.architecture().isMixtureOfExperts()
                        ? model.architecture().activeParamsB()
                        : null);
    }

    /** Changes what people say of an added model, its image and parameter counts included; its shape stays. */
    public CatalogModel edit(String nimId, int revision, ModelDraft draft, Actor actor) {
        StoredModel before = changeable(nimId, revision, actor);
        List<FieldError> errors = new ArrayList<>();
        ModelDescription description = draft.of(nimId).description(errors);
        requireNone(errors);
        ModelReading reading = ModelConfig.read(description.weights(), json.readTree(before.config()), draft.stated());
        StoredModel after = before.described(
                description,
                reading.architecture(),
                reading.parametersStated(),
                before.addition().changed(clock.instant(), actor.displayName()));
        return updated(before, after, Action.EDITED, actor);
    }

    /** Marks an added model as one to be replaced; it can still be planned. */
    public CatalogModel deprecate(String nimId, int revision, Actor actor) {
        StoredModel before = changeable(nimId, revision, actor);
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        return updated(
                before,
                before.deprecated(today, before.addition().changed(clock.instant(), actor.displayName())),
                Action.DEPRECATED,
                actor);
    }

    /** Takes the mark away again. */
    public CatalogModel restore(String nimId, int revision, Actor actor) {
        StoredModel before = changeable(nimId, revision, actor);
        return updated(
                before,
                before.deprecated(null, before.addition().changed(clock.instant(), actor.displayName())),
                Action.RESTORED,
                actor);
    }

    /** Removes an added model that nothing refers to. */
    public void remove(String nimId, int revision, Actor actor) {
        StoredModel model = changeable(nimId, revision, actor);
        guard.requireUnused(model.catalogModel());
        stored.delete(nimId);
        journal.record(
                Kind.MODEL, nimId, Action.REMOVED, revision, new Edit(said(model), null), actor, clock.instant());
    }

    private StoredModel changeable(String nimId, int revision, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER_CATALOG);
        journal.begin();
        StoredModel model = added(nimId);
        CatalogGuard.requireCurrent(nimId, model.addition(), revision);
        return model;
    }

    private StoredModel added(String nimId) {
        return stored.find(nimId).orElseThrow(() -> {
            catalog.model(nimId);
            return CatalogGuard.shipped("model", nimId);
        });
    }

    private CatalogModel updated(StoredModel before, StoredModel after, Action action, Actor actor) {
        if (!stored.update(after)) {
            throw CatalogGuard.changedMeanwhile(after.nimId());
        }
        return journaled(before, after, action, actor);
    }

    private CatalogModel journaled(@Nullable StoredModel before, StoredModel model, Action action, Actor actor) {
        Edit edit = new Edit(before == null ? null : said(before), said(model));
        journal.record(Kind.MODEL, model.nimId(), action, model.addition().revision(), edit, actor, clock.instant());
        return model.catalogModel();
    }

    /** What people say of a model; its shape never changes. */
    private static Map<String, Object> said(StoredModel model) {
        return Map.of(
                "description", model.description(),
                "totalParamsB", model.architecture().totalParamsB(),
                "deprecated", model.deprecatedOn() != null);
    }

    private record Drawn(StoredModel model, ModelReading reading) {}

    private Drawn draw(ModelDraft draft, JsonNode config, Actor actor) {
        List<FieldError> errors = new ArrayList<>();
        ModelDescription description = draft.description(errors);
        String text = config.toString();
        requireModest(text.length());
        if (text.contains("\\u0000")) {
            errors.add(new FieldError("/config", "unreadable", "The config.json contains the character NUL."));
        }
        ModelReading reading = read(description, config, draft, errors);
        return new Drawn(
                new StoredModel(
                        description,
                        reading.architecture(),
                        reading.weights(),
                        reading.parametersStated(),
                        null,
                        text,
                        Addition.now(clock.instant(), actor.displayName())),
                reading);
    }

    // What is wrong with the description and with the configuration is told together.
    private static ModelReading read(
            ModelDescription description, JsonNode config, ModelDraft draft, List<FieldError> errors) {
        try {
            String weights = description.weights().isEmpty() ? "unnamed" : description.weights();
            ModelReading reading = ModelConfig.read(weights, config, draft.stated());
            requireNone(errors);
            return reading;
        } catch (PlatformProblem.Invalid invalid) {
            if (errors.isEmpty() || invalid.errors().equals(errors)) {
                throw invalid;
            }
            errors.addAll(invalid.errors());
            throw new PlatformProblem.Invalid(errors);
        }
    }

    private void requireFree(String nimId) {
        if (catalog.hasModel(nimId)) {
            throw taken(nimId);
        }
    }

    private static PlatformProblem.Conflict taken(String nimId) {
        return new PlatformProblem.Conflict(
                "model-exists",
                "This model is in the catalogue",
                "The catalogue has a model \"" + nimId + "\" already.",
                "Change that one, or choose another NIM id for this one.",
                Map.of("nimId", nimId));
    }

    private static void requireModest(int length) {
        if (length > LONGEST_CONFIG) {
            throw new PlatformProblem.Invalid(List.of(new FieldError(
                    "/config",
                    "too-large",
                    "A config.json of more than 256 KiB is not taken: send the one beside the model's weights, not the"
                            + " weights' index.")));
        }
    }

    private static void requireNone(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new PlatformProblem.Invalid(errors);
        }
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
    }
}
