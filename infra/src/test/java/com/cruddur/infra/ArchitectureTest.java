package com.cruddur.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "com.cruddur.infra", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule environmentsAreInCode = noClasses()
            .should()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class, String.class)
            .because("the same sources must give the same templates on every machine");

    @ArchTest
    static final ArchRule knowsTheTableOnly = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.cruddur.core",
                    "com.cruddur.core.group..",
                    "com.cruddur.core.message..",
                    "com.cruddur.stream..",
                    "com.cruddur.api..",
                    "com.cruddur.cli..")
            .because("infra reads TableSpec, and packages the rest");
}
