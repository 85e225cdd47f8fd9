package com.cruddur.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.testing.PackageSizes;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "com.cruddur.core", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule coreIsPlainJava = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "com.amazonaws..", "picocli..", "com.cruddur.api..");

    @ArchTest
    static final ArchRule theRoomsHaveNoCycles =
            slices().matching("com.cruddur.core.(**)").should().beFreeOfCycles();

    /** The rule against cycles does not see the root package. */
    @ArchTest
    static final ArchRule nobodyKnowsTheRoot = noClasses()
            .that()
            .resideInAPackage("com.cruddur.core.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.cruddur.core");

    @ArchTest
    static void packagesHoldThreeToFifteenClasses(JavaClasses classes) {
        assertThat(PackageSizes.withoutReason(classes, "com.cruddur.core")).isEmpty();
    }

    /** The rest must work without a driver and migrations; from what the stream function reaches, its own rule keeps them. */
    @ArchTest
    static final ArchRule onlyUsersAndActivitiesKnowSql = noClasses()
            .that()
            .resideOutsideOfPackage("..people..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi..", "org.flywaydb..", "com.zaxxer..", "javax.sql..");
}
