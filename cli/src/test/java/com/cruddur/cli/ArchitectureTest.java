package com.cruddur.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.testing.PackageSizes;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "com.cruddur.cli", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_COMMAND_LINE_KNOWS_CORE_AND_NO_OTHER_MODULE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.cruddur.api..", "com.cruddur.stream..", "com.cruddur.infra..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("com.cruddur.cli.(**)").should().beFreeOfCycles();

    /** The rule against cycles does not see the root package. */
    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_ROOT = noClasses()
            .that()
            .resideInAPackage("com.cruddur.cli.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.cruddur.cli");

    @ArchTest
    static void packagesHoldThreeToFifteenClasses(JavaClasses classes) {
        assertThat(PackageSizes.withoutReason(classes, "com.cruddur.cli")).isEmpty();
    }

    /** Work is called by commands, and by tests that know no command line. */
    @ArchTest
    static final ArchRule WORK_KNOWS_NO_COMMAND_LINE = noClasses()
            .that()
            .resideInAnyPackage(
                    "..cli.db.migrate..",
                    "..cli.ddb.bulk..",
                    "..cli.ddb.migrate..",
                    "..cli.ddb.rebuild..",
                    "..cli.ddb.table..",
                    "..cli.sample..",
                    "..cli.account..",
                    "..cli.work..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "com.cruddur.cli.connection..", "com.cruddur.cli.output..");
}
