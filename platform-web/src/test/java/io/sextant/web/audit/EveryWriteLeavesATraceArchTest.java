package io.sextant.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.sextant.api.audit.AuditTrail;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/** Follows the calls of every writing route, of REST and of pages, until one of them appends to the audit trail. */
class EveryWriteLeavesATraceArchTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.sextant.api", "io.sextant.web");

    /** Routes that change nothing people decide, by controller and method, each with the reason. */
    private static final Map<String, String> EXEMPT = Map.ofEntries(
            Map.entry("io.sextant.api.planning.web.ComparisonController", "compares, and writes nothing"),
            Map.entry("io.sextant.api.planning.web.PlanController", "plans, and writes nothing"),
            Map.entry("io.sextant.api.deployment.web.ManifestController", "renders what would be applied"),
            Map.entry("io.sextant.api.deployment.web.DeploymentStreams", "sends a prompt to a model"),
            Map.entry("io.sextant.api.deployment.feed.DeployerController", "a deployer's facts, kept as such"),
            Map.entry("io.sextant.api.cluster.web.ClusterController", "a deployer's facts, kept as such"),
            Map.entry("io.sextant.api.catalog.web.ModelAdministrationController.preview", "a dry run"),
            Map.entry("io.sextant.api.pricing.web.PriceController.onPremises", "arithmetic, and writes nothing"),
            Map.entry("io.sextant.api.quota.web.QuotaTreeController.preview", "a dry run"),
            Map.entry("io.sextant.api.reclaim.web.ReclaimController.effect", "a dry run"),
            Map.entry("io.sextant.api.quota.web.QuotaMoveController.preview", "a dry run"),
            Map.entry("io.sextant.api.measurement.web.MeasurementController.check", "a dry run"),
            Map.entry("io.sextant.api.notification.web.NoticeController.read", "the reader's own mark"),
            Map.entry("io.sextant.api.notification.web.NoticeController.readAll", "the reader's own mark"),
            Map.entry("io.sextant.web.notices.NoticeController", "the reader's own mark"),
            Map.entry("io.sextant.web.faults.FaultController", "plays with the sandbox, which production has not"),
            Map.entry("io.sextant.web.deployments.PreviewController", "renders what would be applied"),
            Map.entry("io.sextant.web.deployments.TryController", "sends a prompt to a model"));

    @Test
    void everyWritingRouteAppendsToTheAuditTrail() {
        Set<String> silent = new TreeSet<>();
        writingRoutes()
                .filter(route -> !isExempt(route))
                .filter(route -> !leavesATrace(route))
                .forEach(route -> silent.add(route.getFullName()));
        assertThat(silent).isEmpty();
    }

    @Test
    void exemptsOnlyRoutesThatExist() {
        List<JavaMethod> routes = writingRoutes().toList();
        assertThat(EXEMPT.keySet())
                .allMatch(exempt -> routes.stream()
                        .anyMatch(route -> exempt.equals(route.getOwner().getName())
                                || exempt.equals(route.getOwner().getName() + "." + route.getName())));
    }

    @Test
    void findsARouteThatLeavesNone() {
        assertThat(writingRoutes()
                        .filter(route -> route.getOwner().getSimpleName().equals("PlanController"))
                        .noneMatch(EveryWriteLeavesATraceArchTest::leavesATrace))
                .isTrue();
    }

    private static Stream<JavaMethod> writingRoutes() {
        return CLASSES.stream()
                .filter(type -> type.isMetaAnnotatedWith(Controller.class))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> Stream.of(
                                PostMapping.class, PutMapping.class, DeleteMapping.class, PatchMapping.class)
                        .anyMatch(method::isAnnotatedWith));
    }

    private static boolean isExempt(JavaMethod route) {
        String controller = route.getOwner().getName();
        return EXEMPT.containsKey(controller) || EXEMPT.containsKey(controller + "." + route.getName());
    }

    private static boolean leavesATrace(JavaCodeUnit from) {
        Set<JavaCodeUnit> seen = new HashSet<>();
        Deque<JavaCodeUnit> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            JavaCodeUnit unit = next.pop();
            if (unit.getOwner().isEquivalentTo(AuditTrail.class)
                    && unit.getName().equals("record")) {
                return true;
            }
            if (seen.add(unit)) {
                unit.getCallsFromSelf().stream()
                        .flatMap(call -> call.getTarget().resolveMember().stream())
                        .filter(called -> called.getOwner().getPackageName().startsWith("io.sextant."))
                        .forEach(called -> next.add(called));
                unit.getMethodReferencesFromSelf().stream()
                        .flatMap(call -> call.getTarget().resolveMember().stream())
                        .filter(called -> called.getOwner().getPackageName().startsWith("io.sextant."))
                        .forEach(called -> next.add(called));
            }
        }
        return false;
    }
}
