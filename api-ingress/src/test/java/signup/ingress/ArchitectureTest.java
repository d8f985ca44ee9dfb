package signup.ingress;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** The structure of the ingress: features without cycles, technology at the edge, dialects that know nothing of it. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("signup.ingress");

    /** A dialect is a feature of its own, beside the model that all of them share; wiring may know everything. */
    private static final SliceAssignment FEATURES = new SliceAssignment() {

        private static final String ROOT = "signup.ingress.";
        private static final String DIALECT = ROOT + "dialect.";

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass one) {
            String name = one.getPackageName();
            if (!name.startsWith(ROOT) || one.getSimpleName().endsWith("Configuration")) {
                return SliceIdentifier.ignore();
            }
            return name.startsWith(DIALECT)
                    ? SliceIdentifier.of(name)
                    : SliceIdentifier.of(name.substring(ROOT.length()).split("\\.")[0]);
        }

        @Override
        public String getDescription() {
            return "features of the ingress";
        }
    };

    @Test
    void featuresHaveNoCycles() {
        slices().assignedFrom(FEATURES).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void dialectsAreKnownToNobody() {
        slices().matching("signup.ingress.dialect.(*)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("signup.ingress.dialect.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("signup.ingress.dialect.*..")
                .check(CLASSES);
    }

    @Test
    void onlyTheAdapterKnowsKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackage("signup.ingress.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void onlyTheStatusKnowsTheDatabase() {
        noClasses()
                .that()
                .resideOutsideOfPackages("signup.ingress.status..", "signup.ingress.avatar..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.r2dbc..", "org.springframework.r2dbc..")
                .check(CLASSES);
    }

    @Test
    void acceptanceKnowsNothingOfHttp() {
        noClasses()
                .that()
                .resideInAPackage("signup.ingress.acceptance..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("signup.ingress.http..", "org.springframework.web..", "org.springframework.http..")
                .check(CLASSES);
    }

    @Test
    void configurationsStayInside() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Configuration")
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }
}
