package io.sextant.sandbox.apiserver.kind;

import io.sextant.sandbox.apiserver.schema.SchemaFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** CustomResourceDefinitions in the files of a directory, YAML or JSON, each of one or several documents. */
public final class CustomDefinitions {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private CustomDefinitions() {}

    /**
     * Reads all of them, in the order of the file names.
     *
     * @param directory with the files; null for none
     * @throws IllegalArgumentException naming the file and what is wrong with it
     */
    public static List<CustomDefinition> read(@Nullable Path directory) {
        if (directory == null) {
            return List.of();
        }
        Map<String, Path> from = new HashMap<>();
        List<CustomDefinition> definitions = new ArrayList<>();
        for (Path file : files(directory)) {
            for (CustomDefinition definition : definitions(file)) {
                String name = definition.plural() + "." + definition.group();
                Path earlier = from.putIfAbsent(name, file);
                if (earlier != null) {
                    throw fault(file, name + " is defined in " + earlier.getFileName() + " already", null);
                }
                definitions.add(definition);
            }
        }
        if (definitions.isEmpty()) {
            throw new IllegalArgumentException("the directory of custom resource definitions, " + directory
                    + ", holds none: put .yaml or .json files there, or name no directory");
        }
        return definitions;
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches(".*\\.(ya?ml|json)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the directory of custom resource definitions cannot be read: " + directory, e);
        }
    }

    private static List<CustomDefinition> definitions(Path file) {
        List<CustomDefinition> definitions = new ArrayList<>();
        int document = 0;
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(Files.readString(file))) {
            while (documents.hasNextValue()) {
                document++;
                JsonNode node = documents.nextValue();
                if (node != null && !node.isNull() && !node.isMissingNode()) {
                    definitions.add(definition(node));
                }
            }
        } catch (SchemaFault e) {
            throw fault(file, "document " + document + ", " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw fault(file, "not YAML: " + e.getOriginalMessage() + " (line " + line(e) + ")", e);
        } catch (IOException e) {
            throw fault(file, String.valueOf(e.getMessage()), e);
        }
        return definitions;
    }

    private static CustomDefinition definition(JsonNode node) {
        String apiVersion = node.path("apiVersion").asString("");
        String kind = node.path("kind").asString("");
        if (!(node instanceof ObjectNode object)
                || !apiVersion.equals("apiextensions.k8s.io/v1")
                || !kind.equals("CustomResourceDefinition")) {
            throw new SchemaFault(
                    "kind",
                    "must be CustomResourceDefinition of apiextensions.k8s.io/v1, not \"%s\" of \"%s\""
                            .formatted(kind, apiVersion));
        }
        return CustomDefinition.of(object);
    }

    private static int line(JacksonException failure) {
        return failure.getLocation() == null ? 0 : failure.getLocation().getLineNr();
    }

    private static IllegalArgumentException fault(Path file, String reason, @Nullable Exception cause) {
        return new IllegalArgumentException("custom resource definition " + file + ": " + reason, cause);
    }
}
