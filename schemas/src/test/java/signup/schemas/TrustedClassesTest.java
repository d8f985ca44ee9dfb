package signup.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Avro and the events in a class loader of their own, because trust is the process's. */
class TrustedClassesTest {

    @Test
    void withTheCatalogueLoadedAvroTakesTheEventsAndNothingElse() throws Exception {
        try (Fresh classes = new Fresh()) {
            assertThat(classes.isTrusted("signup.events.UserCreated")).isFalse();

            Class.forName("signup.schemas.Topics", true, classes);

            assertThat(classes.isTrusted("signup.events.UserCreated")).isTrue();
            assertThat(classes.isTrusted("signup.events.Dialect")).isTrue();
            assertThat(classes.isTrusted("java.lang.String")).isTrue();
            assertThat(classes.isTrusted("java.lang.Thread")).isFalse();
            assertThat(classes.isTrusted("signup.schemas.Topics")).isFalse();
        }
    }

    /** This test's class path, loaded once more. */
    private static final class Fresh extends URLClassLoader {

        Fresh() {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        boolean isTrusted(String type) throws ReflectiveOperationException {
            Object predicate = loadClass("org.apache.avro.util.ClassSecurityValidator")
                    .getMethod("getGlobal")
                    .invoke(null);
            return (boolean) loadClass("org.apache.avro.util.ClassSecurityValidator$ClassSecurityPredicate")
                    .getMethod("isTrusted", Class.class)
                    .invoke(predicate, loadClass(type));
        }

        private static URL[] classPath() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .map(Path::toUri)
                    .map(uri -> {
                        try {
                            return uri.toURL();
                        } catch (MalformedURLException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toArray(URL[]::new);
        }
    }
}
