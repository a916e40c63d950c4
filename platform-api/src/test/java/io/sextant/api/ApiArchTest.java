package io.sextant.api;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.sextant.api.tenancy.Requires;
import jakarta.persistence.Entity;
import org.springframework.data.repository.Repository;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RequestMapping;

@AnalyzeClasses(packages = "io.sextant.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ApiArchTest {
    @ArchTest
    static final ArchRule controllersGoThroughUseCases = noClasses()
            .that()
            .areMetaAnnotatedWith(Controller.class)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Repository.class);

    @ArchTest
    static final ArchRule transactionsBelongToUseCases = noClasses()
            .that()
            .areMetaAnnotatedWith(Controller.class)
            .should()
            .beAnnotatedWith(Transactional.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Transactional.class);

    @ArchTest
    static final ArchRule everyEndpointNamesItsPermission = methods()
            .that()
            .areMetaAnnotatedWith(RequestMapping.class)
            .and()
            .areDeclaredInClassesThat()
            .areMetaAnnotatedWith(Controller.class)
            .should(beAnnotatedWith(Requires.class)
                    .or(beAnnotatedWith(Requires.AnyUser.class))
                    .or(beAnnotatedWith(Requires.Anyone.class))
                    .or(beAnnotatedWith(Requires.Deployer.class)));

    @ArchTest
    static final ArchRule entitiesChangeThroughVerbs = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Entity.class)
            .should()
            .haveNameMatching("set[A-Z].*");

    @ArchTest
    static final ArchRule entitiesControllersAndRepositoriesStayInTheirPackage = noClasses()
            .that()
            .areAnnotatedWith(Entity.class)
            .or()
            .areMetaAnnotatedWith(Controller.class)
            .or()
            .areAssignableTo(Repository.class)
            .should()
            .bePublic();

    @ArchTest
    static final ArchRule namesSayWhatAClassDecides = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Constants")
            .orShould()
            .haveSimpleNameEndingWith("Impl");

    @ArchTest
    static final ArchRule packagesAreFeatures =
            classes().should().resideOutsideOfPackages("..service..", "..dto..", "..util..", "..impl..", "..helper..");

    @ArchTest
    static final ArchRule nothingReachesUpToPortalDeployerOrSandbox = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("io.sextant.web..", "io.sextant.deployer..", "io.sextant.sandbox.."));

    @ArchTest
    static final ArchRule timeIsHandedIn = noClasses()
            .should()
            .callMethodWhere(describe(
                    "asks the machine for the time",
                    call -> call.getTarget().getName().equals("now")
                            && call.getTarget().getOwner().getPackageName().equals("java.time")
                            && call.getTarget().getRawParameterTypes().isEmpty()));

    @ArchTest
    static void modulesImportOnlyWhatTheyDeclare(JavaClasses classes) {
        ApplicationModules.of("io.sextant.api").verify();
    }
}
