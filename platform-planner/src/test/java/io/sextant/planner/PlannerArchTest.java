package io.sextant.planner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/** The planner is a function of what it is handed: no framework, no clock, no input or output, no chance. */
@AnalyzeClasses(packagesOf = PlannerArchTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class PlannerArchTest {

    /** They read files and talk to people; the core is handed values and knows neither of the two. */
    private static final String[] FRONTS = {"io.sextant.planner.reference..", "io.sextant.planner.cli.."};

    @ArchTest
    static final ArchRule CORE_KNOWS_NO_FRONT = noClasses()
            .that()
            .resideOutsideOfPackages(FRONTS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRONTS);

    @ArchTest
    static final ArchRule USES_ONLY_THE_LANGUAGE = classes()
            .that()
            .resideOutsideOfPackages(FRONTS)
            .and()
            .doNotHaveFullyQualifiedName("io.sextant.planner.performance.Learnt$Shipped")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.sextant.planner..",
                    "org.jspecify.annotations",
                    "java.lang..",
                    "java.math",
                    "java.nio.charset",
                    "java.security",
                    "java.time",
                    "java.util",
                    "java.util.function",
                    "java.util.regex",
                    "java.util.stream");

    @ArchTest
    static final ArchRule KNOWS_NO_CLOCK_AND_NO_CHANCE = noClasses()
            .that()
            .resideOutsideOfPackages("io.sextant.planner.cli..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Instant.class, Random.class, UUID.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .accessField(System.class, "out");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE =
            slices().matching("io.sextant.planner.(*)..").should().beFreeOfCycles();
}
