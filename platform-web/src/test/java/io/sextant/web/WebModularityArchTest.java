package io.sextant.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.sextant.api.tenancy.Requires;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

class WebModularityArchTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.sextant.web");

    @Test
    void featuresOfThePortalDependOnEachOtherWithoutCycles() {
        ApplicationModules.of(SextantApplication.class).verify();
    }

    @Test
    void neverTouchesDeployerSandboxEntitiesOrRepositories() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.sextant.deployer..", "io.sextant.sandbox..", "jakarta.persistence..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(org.springframework.data.repository.Repository.class)
                .check(CLASSES);
    }

    @Test
    void controllersArePackagePrivate() {
        classes()
                .that()
                .areAnnotatedWith(Controller.class)
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }

    @Test
    void everyPageDeclaresItsPermission() {
        methods()
                .that()
                .areMetaAnnotatedWith(RequestMapping.class)
                .should(new ArchCondition<>("declare a permission") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean declared = method.isAnnotatedWith(Requires.class)
                                || method.isAnnotatedWith(Requires.AnyUser.class)
                                || method.isAnnotatedWith(Requires.Anyone.class);
                        events.add(new SimpleConditionEvent(method, declared, method.getFullName()));
                    }
                })
                .check(CLASSES);
    }
}
