package io.sextant.deployer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.sextant.deployer", importOptions = ImportOption.DoNotIncludeTests.class)
class DeployerArchTest {
    private static final String[] PURE = {
        "..cluster..", "..intent..", "..step..", "..diagnosis..", "..report..", "..metrics.."
    };

    @ArchTest
    static final ArchRule DECISIONS_KNOW_NO_CLIENT_FRAMEWORK_CLOCK_OR_LOGGER = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fabric8..",
                    "org.springframework..",
                    "org.slf4j..",
                    "java.net..",
                    "io.sextant.deployer.kube..",
                    "io.sextant.deployer.feed..",
                    "io.sextant.deployer.probe..",
                    "io.sextant.deployer.loop..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.time.Clock.class)
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule ONLY_KUBE_USES_THE_KUBERNETES_CLIENT = noClasses()
            .that()
            .resideOutsideOfPackage("..kube..")
            .and()
            .doNotHaveFullyQualifiedName("io.sextant.deployer.Deployer")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8..");

    @ArchTest
    static final ArchRule ONLY_FEED_AND_PROBE_SPEAK_HTTP = noClasses()
            .that()
            .resideOutsideOfPackages("..feed..", "..probe..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "org.springframework.web..");

    @ArchTest
    static final ArchRule STEPS_ARE_THE_ONLY_ONES_THAT_DECIDE = classes()
            .that()
            .implement("io.sextant.deployer.step.ReconcileStep")
            .should()
            .resideInAPackage("..step..");

    @ArchTest
    static final ArchRule PACKAGES_DEPEND_ONE_WAY =
            slices().matching("io.sextant.deployer.(*)..").should().beFreeOfCycles();
}
