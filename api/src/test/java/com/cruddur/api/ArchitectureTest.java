package com.cruddur.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.testing.PackageSizes;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "com.cruddur", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule API_KNOWS_CORE_AND_NO_OTHER_MODULE = noClasses()
            .that()
            .resideInAPackage("com.cruddur.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.cruddur.stream..", "com.cruddur.cli..", "com.cruddur.infra..");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_API = noClasses()
            .that()
            .resideOutsideOfPackage("com.cruddur.api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.cruddur.api..");

    @ArchTest
    static final ArchRule CONTROLLERS_ARE_THIN = noClasses()
            .that()
            .areAnnotatedWith(RestController.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "java.sql..", "javax.sql..", "org.jdbi..");

    @ArchTest
    static final ArchRule THE_SDK_AND_JDBC_STAY_WHERE_THE_STORES_ARE_WIRED = noClasses()
            .that()
            .resideInAPackage("com.cruddur.api..")
            .and()
            .resideOutsideOfPackage("com.cruddur.api.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule CONTROLLERS_ARE_NOBODYS_LIBRARY = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .or()
            .areAnnotatedWith(Controller.class)
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("com.cruddur.api.(**)").should().beFreeOfCycles();

    /** The rule against cycles does not see the root package. */
    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_ROOT = noClasses()
            .that()
            .resideInAPackage("com.cruddur.api.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.cruddur.api");

    @ArchTest
    static void packagesHaveThreeToFifteenClassesOrAReason(JavaClasses classes) {
        assertThat(PackageSizes.withoutReason(classes, "com.cruddur.api")).isEmpty();
    }
}
