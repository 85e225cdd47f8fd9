package com.cruddur.stream;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.transitivelyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.people.Users;
import com.cruddur.core.table.Item;
import com.cruddur.core.testing.PackageSizes;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(
        packages = {"com.cruddur.stream", "com.cruddur.core"},
        importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] SQL = {
        "org.jdbi..", "org.flywaydb..", "com.zaxxer..", "org.postgresql..", "javax.sql.."
    };

    /** Whatever package a class is in: its package has no driver, no pool and no migrations. */
    @ArchTest
    static final ArchRule WHAT_THE_FUNCTION_REACHES_NEEDS_NO_SQL =
            reaching(MessagingStreamHandler.class).should(transitivelyDependOnClassesThat(resideInAnyPackage(SQL)));

    @ArchTest
    static final ArchRule WHAT_THE_FUNCTION_REACHES_IS_ITS_OWN_AND_CORE = reaching(MessagingStreamHandler.class)
            .should(transitivelyDependOnClassesThat(resideInAnyPackage("com.cruddur..")
                    .and(not(resideInAnyPackage(
                            "com.cruddur.core..", "com.cruddur.stream", "com.cruddur.stream.valkey")))));

    /** A rule about what is reached would hold, too, if nothing were. */
    @ArchTest
    static void whatIsReachedIsFound(JavaClasses classes) {
        assertThat(classes.get(MessagingStreamHandler.class).getTransitiveDependenciesFromSelf())
                .extracting(Dependency::getTargetClass)
                .extracting(JavaClass::getName)
                .contains(Conversations.class.getName(), Item.class.getName());
        assertThat(reaching(Users.class)
                        .should(transitivelyDependOnClassesThat(resideInAnyPackage(SQL)))
                        .evaluate(classes)
                        .hasViolation())
                .isTrue();
    }

    private static GivenClassesConjunction reaching(Class<?> from) {
        return noClasses().that().belongToAnyOf(from);
    }

    @ArchTest
    static void packagesHaveThreeToFifteenClassesOrAReason(JavaClasses classes) {
        assertThat(PackageSizes.withoutReason(classes, "com.cruddur.stream")).isEmpty();
    }

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = SlicesRuleDefinition.slices()
            .matching("com.cruddur.stream.(**)")
            .should()
            .beFreeOfCycles();
}
