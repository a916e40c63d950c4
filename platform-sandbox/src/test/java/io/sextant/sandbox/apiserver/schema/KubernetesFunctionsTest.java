package io.sextant.sandbox.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class KubernetesFunctionsTest {
    private static final Map<String, Object> SELF =
            Map.of("list", List.of(3L, 1L, 2L), "memory", "2Gi", "text", "a1b22");

    private static CelRule rule(String text, String message) {
        ObjectNode rule =
                JsonNodeFactory.instance.objectNode().put("rule", text).put("message", message);
        return CelRules.read(JsonNodeFactory.instance.arrayNode().add(rule), "rules")
                .getFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantity(self.memory).isGreaterThan(quantity('1500Mi'))",
                "quantity(self.memory).isLessThan(quantity('3Gi'))",
                "quantity('1k').compareTo(quantity('1000')) == 0",
                "quantity('1').add(quantity('500m')).sub(quantity('1500m')).sign() == 0",
                "quantity('2').isInteger() && quantity('2').asInteger() == 2",
                "quantity('500m').asApproximateFloat() == 0.5 && !quantity('500m').isInteger()",
                "isQuantity('1Gi') && !isQuantity('much')",
                "self.list.sum() == 6 && self.list.min() == 1 && self.list.max() == 3",
                "!self.list.isSorted() && ['a', 'b'].isSorted()",
                "self.text.find('[0-9]+') == '1' && self.text.find('z') == ''",
                "self.text.findAll('[0-9]+') == ['1', '22']",
                "isURL('https://nvidia.com/x') && !isURL('no url')",
                "self.text.lowerAscii().split('b').size() == 2",
                "sets.contains(self.list, [1, 2])",
                "self.?missing.orValue('x') == 'x'",
            })
    void answerAsKubernetesDoes(String rule) {
        assertThat(rule(rule, "").fault(Map.of("self", SELF))).isEmpty();
    }

    @Test
    void tellsWhatARuleStumbledOver() {
        assertThat(rule("quantity(self.text).sign() == 1", "must be positive").fault(Map.of("self", SELF)))
                .hasValueSatisfying(why -> assertThat(why).endsWith("evaluating rule: must be positive"));
        assertThat(rule("self.list.sum() > 9", " a bigger sum ").fault(Map.of("self", SELF)))
                .isEqualTo(Optional.of("a bigger sum"));
    }

    @Test
    void writesFieldsThatCelCannotNameBetweenUnderscores() {
        assertThat(CelValues.escaped("in")).isEqualTo("__in__");
        assertThat(CelValues.escaped("nvidia.com/gpu-x")).isEqualTo("nvidia__dot__com__slash__gpu__dash__x");
        assertThat(CelValues.escaped("a__b")).isEqualTo("a__underscores__b");
        assertThat(CelValues.escaped("plain")).isEqualTo("plain");
    }
}
