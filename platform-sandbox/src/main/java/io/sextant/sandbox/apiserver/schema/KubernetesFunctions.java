package io.sextant.sandbox.apiserver.schema;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The functions Kubernetes adds to CEL: of lists, regular expressions, URLs and quantities.
 *
 * <p>The ones of IP addresses, formats and the authorizer are not here: a rule that calls them does not compile, which
 * stops the start instead of letting objects pass unchecked.
 */
final class KubernetesFunctions {
    private static final OpaqueType QUANTITY = OpaqueType.create("kubernetes.Quantity");
    private static final ListType LIST = ListType.create(SimpleType.DYN);

    private static final Comparator<Object> ORDER =
            (left, right) -> left instanceof Number a && right instanceof Number b
                    ? new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()))
                    : left.toString().compareTo(right.toString());

    static final List<CelFunctionDecl> DECLARATIONS = List.of(
            global("isQuantity", SimpleType.BOOL, SimpleType.STRING),
            global("quantity", QUANTITY, SimpleType.STRING),
            member("isGreaterThan", SimpleType.BOOL, QUANTITY, QUANTITY),
            member("isLessThan", SimpleType.BOOL, QUANTITY, QUANTITY),
            member("compareTo", SimpleType.INT, QUANTITY, QUANTITY),
            member("sign", SimpleType.INT, QUANTITY),
            member("isInteger", SimpleType.BOOL, QUANTITY),
            member("asInteger", SimpleType.INT, QUANTITY),
            member("asApproximateFloat", SimpleType.DOUBLE, QUANTITY),
            member("add", QUANTITY, QUANTITY, QUANTITY),
            member("sub", QUANTITY, QUANTITY, QUANTITY),
            global("isURL", SimpleType.BOOL, SimpleType.STRING),
            member("find", SimpleType.STRING, SimpleType.STRING, SimpleType.STRING),
            member("findAll", ListType.create(SimpleType.STRING), SimpleType.STRING, SimpleType.STRING),
            member("isSorted", SimpleType.BOOL, LIST),
            member("sum", SimpleType.DYN, LIST),
            member("min", SimpleType.DYN, LIST),
            member("max", SimpleType.DYN, LIST));

    static final List<CelFunctionBinding> BINDINGS = List.of(
            CelFunctionBinding.from("k8s_isQuantity", String.class, KubernetesFunctions::isQuantity),
            CelFunctionBinding.from("k8s_quantity", String.class, KubernetesFunctions::quantity),
            CelFunctionBinding.from(
                    "k8s_isGreaterThan", BigDecimal.class, BigDecimal.class, (a, b) -> a.compareTo(b) > 0),
            CelFunctionBinding.from("k8s_isLessThan", BigDecimal.class, BigDecimal.class, (a, b) -> a.compareTo(b) < 0),
            CelFunctionBinding.from(
                    "k8s_compareTo", BigDecimal.class, BigDecimal.class, (a, b) -> (long) a.compareTo(b)),
            CelFunctionBinding.from("k8s_sign", BigDecimal.class, amount -> (long) amount.signum()),
            CelFunctionBinding.from("k8s_isInteger", BigDecimal.class, KubernetesFunctions::isWhole),
            CelFunctionBinding.from("k8s_asInteger", BigDecimal.class, BigDecimal::longValueExact),
            CelFunctionBinding.from("k8s_asApproximateFloat", BigDecimal.class, BigDecimal::doubleValue),
            CelFunctionBinding.from("k8s_add", BigDecimal.class, BigDecimal.class, BigDecimal::add),
            CelFunctionBinding.from("k8s_sub", BigDecimal.class, BigDecimal.class, BigDecimal::subtract),
            CelFunctionBinding.from("k8s_isURL", String.class, KubernetesFunctions::isUrl),
            CelFunctionBinding.from("k8s_find", String.class, String.class, (text, pattern) -> {
                Matcher matcher = Pattern.compile(pattern).matcher(text);
                return matcher.find() ? matcher.group() : "";
            }),
            CelFunctionBinding.from("k8s_findAll", String.class, String.class, KubernetesFunctions::findAll),
            CelFunctionBinding.from("k8s_isSorted", List.class, KubernetesFunctions::isSorted),
            CelFunctionBinding.from("k8s_sum", List.class, KubernetesFunctions::sum),
            CelFunctionBinding.from("k8s_min", List.class, list -> extreme(list, ORDER)),
            CelFunctionBinding.from("k8s_max", List.class, list -> extreme(list, ORDER.reversed())));

    private KubernetesFunctions() {}

    private static CelFunctionDecl global(String name, CelType result, CelType argument) {
        return CelFunctionDecl.newFunctionDeclaration(
                name, CelOverloadDecl.newGlobalOverload("k8s_" + name, result, argument));
    }

    private static CelFunctionDecl member(String name, CelType result, CelType... arguments) {
        return CelFunctionDecl.newFunctionDeclaration(
                name, CelOverloadDecl.newMemberOverload("k8s_" + name, result, List.of(arguments)));
    }

    private static boolean isQuantity(String text) {
        try {
            quantity(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static BigDecimal quantity(String text) {
        try {
            return new Quantity(text).getNumericalAmount();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("quantity \"" + text + "\" is out of range", e);
        }
    }

    private static boolean isWhole(BigDecimal amount) {
        return amount.stripTrailingZeros().scale() <= 0 && amount.toBigInteger().bitLength() < Long.SIZE;
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = new URI(text);
            return uri.isAbsolute() || text.startsWith("/");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static List<String> findAll(String text, String pattern) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static boolean isSorted(List<?> list) {
        for (int i = 1; i < list.size(); i++) {
            if (ORDER.compare(list.get(i - 1), list.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    private static Object sum(List<?> list) {
        boolean whole = list.stream().allMatch(Long.class::isInstance);
        return whole
                ? (Object) list.stream()
                        .mapToLong(item -> ((Number) item).longValue())
                        .sum()
                : (Object) list.stream()
                        .mapToDouble(item -> ((Number) item).doubleValue())
                        .sum();
    }

    private static Object extreme(List<?> list, Comparator<Object> order) {
        return list.stream()
                .map(Object.class::cast)
                .min(order)
                .orElseThrow(() -> new IllegalArgumentException("min and max need a list that is not empty"));
    }
}
