package io.sextant.sandbox.apiserver.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomDefinitionsTest {
    private static final String DEFINITION = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: cups.kitchen.example}
            spec:
              group: kitchen.example
              scope: Namespaced
              names: {plural: cups, kind: Cup}
              versions:
              - name: v1
                served: true
                storage: true
                schema: {openAPIV3Schema: {type: object, properties: {spec: SPEC}}}
            """;

    @TempDir
    private Path directory;

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    @Test
    void knowsNoneWhereNoDirectoryIsNamed() {
        assertThat(CustomDefinitions.read(null)).isEmpty();
    }

    @Test
    void readsAllDocumentsOfAllFilesAndNoOtherFile() throws IOException {
        String cups = DEFINITION.replace("SPEC", "{type: object}");
        String bowls = cups.replace("cups", "bowls").replace("Cup", "Bowl");
        write("a.yaml", "---\n" + cups + "---\n" + bowls + "---\n");
        write("b.yml", cups.replace("kitchen", "bar"));
        write("README.md", "nothing to see");

        assertThat(CustomDefinitions.read(directory))
                .extracting(CustomDefinition::kind)
                .containsExactly("Cup", "Bowl", "Cup");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {type: strng}                                 | .properties[spec].type: "strng" is none of object, array
        {properties: {a: {type: string}}}             | .properties[spec].type: must not be empty
        {type: array}                                 | .properties[spec].items: must be specified
        {type: object, properties: {a: {$ref: x}}}    | .properties[spec].properties[a].$ref: references are not allowed
        {type: string, pattern: '['}                  | .properties[spec].pattern: error parsing regexp
        {type: string, minLength: few}                | .properties[spec].minLength: must be a number
        {type: array, items: {type: string}, x-kubernetes-list-type: map} | .properties[spec].x-kubernetes-list-map-keys: needed
        {type: object, x-kubernetes-validations: [{rule: 'self.a +'}]}    | x-kubernetes-validations[0].rule: the rule "self.a +" cannot be compiled
        {type: object, x-kubernetes-validations: [{rule: 'ip("::1") == self.a'}]} | undeclared reference to 'ip'
        {type: object, x-kubernetes-validations: [{rule: '1 + 1'}]}       | x-kubernetes-validations[0].rule: must evaluate to a bool
        {type: object, x-kubernetes-validations: [{rule: 'true', reason: Odd}]} | x-kubernetes-validations[0].reason: "Odd" is none of
        """)
    void namesFileAndPlaceOfWhatAnApiServerWouldRefuse(String spec, String fault) throws IOException {
        write("cups.yaml", DEFINITION.replace("SPEC", spec));

        assertThatThrownBy(() -> CustomDefinitions.read(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cups.yaml")
                .hasMessageContaining("document 1")
                .hasMessageContaining(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        apiVersion: kustomize.config.k8s.io/v1beta1 | must be CustomResourceDefinition
        spec: [a                                    | not YAML
        """)
    void refusesFilesThatHoldSomethingElse(String text, String fault) throws IOException {
        write("other.yaml", text);

        assertThatThrownBy(() -> CustomDefinitions.read(directory))
                .hasMessageContaining("other.yaml")
                .hasMessageContaining(fault);
    }

    @Test
    void refusesADirectoryWithoutDefinitionsOrThatIsNotThere() {
        assertThatThrownBy(() -> CustomDefinitions.read(directory)).hasMessageContaining("holds none");
        assertThatThrownBy(() -> CustomDefinitions.read(directory.resolve("missing")))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void refusesAKindThatTwoFilesDefineOrThatIsBuiltIn() throws IOException {
        String cups = DEFINITION.replace("SPEC", "{type: object}");
        write("a.yaml", cups);
        write("b.yaml", cups);
        assertThatThrownBy(() -> CustomDefinitions.read(directory))
                .hasMessageContaining("b.yaml")
                .hasMessageContaining("is defined in a.yaml already");

        Files.delete(directory.resolve("b.yaml"));
        write("a.yaml", cups.replace("kitchen.example", "apps").replace("cups", "deployments"));
        assertThatThrownBy(() -> new ResourceTypes(CustomDefinitions.read(directory)))
                .hasMessageContaining("deployments.apps, which is built in");
    }
}
