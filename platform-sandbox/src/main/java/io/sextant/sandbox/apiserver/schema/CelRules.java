package io.sextant.sandbox.apiserver.schema;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compiles the rules of {@code x-kubernetes-validations}. */
final class CelRules {
    private static final Set<String> REASONS =
            Set.of("FieldValueInvalid", "FieldValueForbidden", "FieldValueRequired", "FieldValueDuplicate");

    private CelRules() {}

    /** Made when the first rule is read, as it takes a second and most sandboxes have none. */
    private static final class Language {
        private static final Cel CEL = create();

        private static Cel create() {
            CelOptions options = CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .build();
            return CelFactory.plannerCelBuilder()
                    .setOptions(options)
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .addCompilerLibraries(
                            CelExtensions.strings(), CelExtensions.optional(), CelExtensions.sets(options))
                    .addRuntimeLibraries(CelExtensions.strings(), CelExtensions.optional(), CelExtensions.sets(options))
                    .addFunctionDeclarations(KubernetesFunctions.DECLARATIONS)
                    .addFunctionBindings(KubernetesFunctions.BINDINGS)
                    .addVar("self", SimpleType.DYN)
                    .addVar("oldSelf", SimpleType.DYN)
                    .build();
        }
    }

    static List<CelRule> read(JsonNode list, String place) {
        List<CelRule> rules = new ArrayList<>();
        for (JsonNode described : list) {
            rules.add(rule(described, "%s[%d]".formatted(place, rules.size())));
        }
        return rules;
    }

    private static CelRule rule(JsonNode described, String place) {
        String text = described.path("rule").asString("");
        if (text.isBlank()) {
            throw new SchemaFault(place + ".rule", "is required");
        }
        String reason = described.path("reason").asString("FieldValueInvalid");
        if (!REASONS.contains(reason)) {
            throw new SchemaFault(
                    place + ".reason",
                    "\"" + reason + "\" is none of " + REASONS.stream().sorted().toList());
        }
        CelAbstractSyntaxTree tree = compiled(text, place + ".rule");
        require(tree, CelKind.BOOL, place + ".rule", "must evaluate to a bool");
        return new CelRule(
                text,
                described.path("message").asString(""),
                reason,
                described.path("fieldPath").asString(""),
                usesOldValue(tree),
                described.path("optionalOldSelf").asBoolean(false),
                program(tree, place + ".rule"),
                messageProgram(described.path("messageExpression").asString(""), place + ".messageExpression"));
    }

    private static @Nullable Program messageProgram(String text, String place) {
        if (text.isBlank()) {
            return null;
        }
        CelAbstractSyntaxTree tree = compiled(text, place);
        require(tree, CelKind.STRING, place, "must evaluate to a string");
        return program(tree, place);
    }

    private static CelAbstractSyntaxTree compiled(String text, String place) {
        try {
            return Language.CEL.compile(text).getAst();
        } catch (CelValidationException e) {
            String why = e.getErrors().stream()
                    .map(issue -> issue.getMessage())
                    .distinct()
                    .reduce((left, right) -> left + "; " + right)
                    .orElse("it cannot be compiled");
            throw new SchemaFault(place, "the rule \"" + text.strip() + "\" cannot be compiled: " + why, e);
        }
    }

    private static void require(CelAbstractSyntaxTree tree, CelKind kind, String place, String otherwise) {
        CelKind result = tree.getResultType().kind();
        if (result != kind && result != CelKind.DYN) {
            throw new SchemaFault(place, otherwise);
        }
    }

    private static Program program(CelAbstractSyntaxTree tree, String place) {
        try {
            return Language.CEL.createProgram(tree);
        } catch (CelEvaluationException e) {
            throw new SchemaFault(place, String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean usesOldValue(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .anyMatch(node -> node.getKind() == Kind.IDENT
                        && node.expr().ident().name().equals("oldSelf"));
    }
}
