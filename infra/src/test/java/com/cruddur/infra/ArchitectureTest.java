package com.cruddur.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.testing.PackageSizes;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

@AnalyzeClasses(packages = "com.cruddur.infra", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("com.cruddur.infra.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule classesHaveNoCycles =
            slices().assignedFrom(new TopLevelClasses()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everyClassIsInAPackageOfItsOwnSubject = noClasses()
            .should()
            .resideInAPackage("com.cruddur.infra")
            .because("the rule against cycles does not see the root package");

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
                    "com.cruddur.core.conversation..",
                    "com.cruddur.core.message..",
                    "com.cruddur.stream..",
                    "com.cruddur.api..",
                    "com.cruddur.cli..")
            .because("infra reads TableSpec, and packages the rest");

    /** A slice for each class of this module, with the classes nested in it. */
    private static final class TopLevelClasses implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            JavaClass top = type;
            while (top.getEnclosingClass().isPresent()) {
                top = top.getEnclosingClass().get();
            }
            return top.getPackageName().startsWith("com.cruddur.infra")
                    ? SliceIdentifier.of(top.getName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "classes";
        }
    }

    @ArchTest
    static void packagesHaveThreeToFifteenClassesOrAReason(JavaClasses classes) {
        assertThat(PackageSizes.withoutReason(classes, "com.cruddur.infra")).isEmpty();
    }
}
