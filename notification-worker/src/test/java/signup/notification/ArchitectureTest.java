package signup.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;

/** The worker's shape: adapters know the application, the application knows the model, nothing points outwards. */
class ArchitectureTest {

    private static final String ROOT = "signup.notification.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("signup.notification");

    @Test
    void dependenciesPointInward() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("adapters")
                .definedBy(ROOT + "kafka..", ROOT + "smtp..", ROOT + "postgres..", ROOT + "template..")
                .layer("links")
                .definedBy(ROOT + "link..")
                .layer("application")
                .definedBy(ROOT + "application..")
                .layer("model")
                .definedBy(ROOT + "model..")
                .whereLayer("adapters")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("links")
                .mayOnlyBeAccessedByLayers("adapters")
                .whereLayer("application")
                .mayOnlyBeAccessedByLayers("adapters")
                .check(CLASSES);
    }

    @Test
    void theModelIsPure() {
        classes()
                .that()
                .resideInAPackage(ROOT + "model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "com.github.f4b6a3.uuid..", ROOT + "model..")
                .check(CLASSES);
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
        for (String[] pair : new String[][] {
            {"kafka", "smtp"}, {"kafka", "postgres"}, {"smtp", "postgres"}, {"template", "kafka"}, {"template", "smtp"}
        }) {
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + pair[0] + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + pair[1] + "..")
                    .check(CLASSES);
        }
    }

    @Test
    void theApplicationKnowsNoTechnology() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "application..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "org.springframework.kafka..",
                        "io.r2dbc..",
                        "org.springframework.r2dbc..",
                        "reactor..",
                        "jakarta.mail..",
                        "org.thymeleaf..",
                        "signup.events..")
                .check(CLASSES);
    }

    @Test
    void adaptersKeepTheirClassesToThemselves() {
        classes()
                .that()
                .resideInAnyPackage(ROOT + "kafka..", ROOT + "smtp..", ROOT + "postgres..", ROOT + "template..")
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }

    @Test
    void classesAreFinalUnlessSpringConfiguresThem() {
        classes()
                .that()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areNotAnnotatedWith("org.springframework.context.annotation.Configuration")
                .and()
                .areNotAnnotatedWith("org.springframework.boot.autoconfigure.SpringBootApplication")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }
}
