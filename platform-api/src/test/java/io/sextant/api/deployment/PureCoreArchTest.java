package io.sextant.api.deployment;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** What renders manifests and what derives a status takes values and returns values. */
@AnalyzeClasses(packages = "io.sextant.api.deployment", importOptions = ImportOption.DoNotIncludeTests.class)
class PureCoreArchTest {
    private static final String[] PURE = {"io.sextant.api.deployment.manifest..", "io.sextant.api.deployment.status.."};

    // Modulith's annotations stand on the packages; fabric8's serialization writes YAML and reaches nothing.
    @ArchTest
    static final ArchRule knowsNoFrameworkClientDatabaseOrLogger = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .and(not(simpleName("package-info")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "org.springframework..",
                            "jakarta.persistence..",
                            "java.sql..",
                            "java.net.http..",
                            "java.io..",
                            "java.nio..",
                            "org.slf4j..")
                    .or(name("io.fabric8.kubernetes.client.KubernetesClient")));

    @ArchTest
    static final ArchRule readsNoClock = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Instant.class, "now", Clock.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);
}
