package signup.benchmarks.parts;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The project's folder, in which the services' jars lie after a build.
 *
 * @param root where the reactor's {@code pom.xml} is
 */
public record Project(Path root) {

    /** The project that the system property {@code signup.root} names, else the one that the working directory is in. */
    public static Project here() {
        Path folder = Path.of(System.getProperty("signup.root", "")).toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("registration-worker"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("Run the benchmarks inside the project");
            }
        }
        return new Project(folder);
    }

    /** What a module's build made of it. */
    public Path jar(String module) {
        Path jar = root.resolve(module).resolve("target").resolve(module + "-0.1.0-SNAPSHOT.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("Build the services first; there is no " + root.relativize(jar));
        }
        return jar;
    }

    /** Where the benchmarks write. */
    public Path output() {
        return root.resolve("benchmarks").resolve("target");
    }
}
