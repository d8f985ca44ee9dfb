package signup.local.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command lines of child JVMs: the same Java as this one. */
public final class JavaCommand {

    private JavaCommand() {}

    /** {@code java <options> -cp <this JVM's class path> <main> <arguments>}. */
    public static ProcessBuilder ofClass(List<String> options, String main, List<String> arguments) {
        List<String> command = java(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main);
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /** {@code java <options> -jar <jar> <arguments>}. */
    public static ProcessBuilder ofJar(List<String> options, Path jar, List<String> arguments) {
        List<String> command = java(options);
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /** This JVM's class path. */
    public static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
    }

    private static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        return command;
    }
}
