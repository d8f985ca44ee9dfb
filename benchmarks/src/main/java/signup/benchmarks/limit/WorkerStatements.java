package signup.benchmarks.limit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The SQL that the packaged worker runs, taken out of its classes, so that the limit is always that of the same statements.
 *
 * @param all every constant of its package {@code postgres}
 */
public record WorkerStatements(List<String> all) {

    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final String PACKAGE = "signup/registration/postgres/";

    /**
     * Reads the worker's jar.
     *
     * @param jar as {@code spring-boot-maven-plugin} makes it
     * @param scratch an empty folder to unpack it into
     */
    public static WorkerStatements read(Path jar, Path scratch) {
        try {
            unpack(jar, scratch);
            List<String> constants = new ArrayList<>();
            try (URLClassLoader classes = new URLClassLoader(classPath(scratch), null)) {
                for (String name : classNames(scratch)) {
                    constants.addAll(constants(Class.forName(name, true, classes)));
                }
            }
            return new WorkerStatements(constants);
        } catch (IOException e) {
            throw new UncheckedIOException("The worker's statements cannot be read from " + jar, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The worker's statements cannot be read from " + jar, e);
        }
    }

    /** The one with these words in it. */
    Statement with(String... words) {
        List<String> found = all.stream()
                .filter(sql -> Stream.of(words).allMatch(sql::contains))
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException("The worker has " + found.size() + " statements with " + List.of(words)
                    + "; adapt the benchmark's limit to them");
        }
        return Statement.parse(found.get(0));
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(file.entries())) {
                String name = entry.getName();
                if (!entry.isDirectory() && (name.startsWith(CLASSES) || name.startsWith(LIBRARIES))) {
                    Path target = folder.resolve(name).normalize();
                    Files.createDirectories(target.getParent());
                    try (InputStream content = file.getInputStream(entry)) {
                        Files.copy(content, target);
                    }
                }
            }
        }
    }

    private static URL[] classPath(Path folder) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(folder.resolve(CLASSES).toUri().toURL());
        try (Stream<Path> jars = Files.list(folder.resolve(LIBRARIES))) {
            for (Path jar : jars.toList()) {
                urls.add(jar.toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static List<String> classNames(Path folder) throws IOException {
        Path root = folder.resolve(CLASSES);
        try (Stream<Path> files = Files.walk(root.resolve(PACKAGE))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
    }

    private static List<String> constants(Class<?> type) throws IllegalAccessException {
        List<String> found = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                field.setAccessible(true);
                found.add((String) field.get(null));
            }
        }
        return found;
    }
}
