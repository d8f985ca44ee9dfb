package signup.registration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "signup.registration";

    private final JavaClasses code = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void theModelIsPure() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + ".model..", "java..", "org.jspecify..")
                .check(code);
    }

    @Test
    void theApplicationKnowsNeitherKafkaNorTheDatabaseNorSpring() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".application..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "org.apache.avro..",
                        "signup.events..",
                        "io.r2dbc..",
                        "org.springframework..",
                        ROOT + ".kafka..",
                        ROOT + ".postgres..")
                .check(code);
    }

    @Test
    void featuresDoNotNeedEachOtherInACircle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(code);
    }

    @Test
    void onlyThePostgresAdapterKnowsTheDatabase() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".postgres..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.r2dbc..", ROOT + ".postgres..")
                .check(code);
    }

    @Test
    void thePostgresAdapterKnowsNoEvents() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".postgres..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("signup.events..", "org.apache.kafka..", ROOT + ".kafka..")
                .check(code);
    }

    @Test
    void onlyTheCredentialRoleTouchesPasswordsAndKeys() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".credential..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.bouncycastle..", "de.mkammerer..", "signup.schemas.keys..", "signup.schemas.password..")
                .check(code);
    }

    @Test
    void namesTellWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Base|Common|Dto|Data|Info)")
                .check(code);
    }
}
