package signup.acceptance.evolution;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.avro.Schema;
import org.apache.avro.compiler.specific.SpecificCompiler;
import org.apache.avro.generic.GenericData.StringType;
import signup.schemas.Topics;

/**
 * The module {@code schemas} of the next release, as a jar: this one's, with the events' classes generated anew from
 * {@link NextSchemas}. In a service's class path it makes that service one of the next release.
 */
final class NextRelease {

    private static final String EVENTS = "signup/events/";

    private NextRelease() {}

    /** Builds the jar below that folder. */
    static Path jar(Path folder) {
        try {
            Path sources = Files.createDirectories(folder.resolve("sources"));
            Path classes = Files.createDirectories(folder.resolve("classes"));
            for (Schema schema : NextSchemas.all()) {
                generate(schema, sources);
            }
            for (Schema schema : NextSchemas.all()) {
                fillIn(schema, sources.resolve(EVENTS).resolve(schema.getName() + ".java"));
            }
            compile(sources, classes);
            return pack(classes, folder.resolve("schemas-next.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void generate(Schema schema, Path sources) throws IOException {
        SpecificCompiler compiler = new SpecificCompiler(schema);
        compiler.setStringType(StringType.String);
        compiler.compileToDestination(null, sources.toFile());
    }

    /** Adds this release's constructor, so that a service built with it runs: it gives the added field a value. */
    private static void fillIn(Schema schema, Path source) throws IOException {
        Matcher constructor = Pattern.compile(
                        "public " + schema.getName() + "\\((.*), java\\.lang\\.String " + NextSchemas.FIELD + "\\) \\{")
                .matcher(Files.readString(source));
        if (!constructor.find()) {
            throw new IllegalStateException("No constructor of all fields in " + source);
        }
        String others = schema.getFields().stream()
                .map(Schema.Field::name)
                .filter(name -> !name.equals(NextSchemas.FIELD))
                .collect(Collectors.joining(", "));
        String added = "public " + schema.getName() + "(" + constructor.group(1) + ") { this(" + others + ", \""
                + NextSchemas.VALUE + "\"); }\n  ";
        Files.writeString(source, constructor.replaceFirst(Matcher.quoteReplacement(added + constructor.group())));
    }

    private static void compile(Path sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> all = Files.walk(sources)) {
            List<File> java = all.filter(Files::isRegularFile).map(Path::toFile).toList();
            List<String> options = List.of("-d", classes.toString(), "-proc:none", "--release", "17");
            boolean compiled = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromFiles(java))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("The next release does not compile:\n" + said);
            }
        }
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            add(classes, out, "");
            Path current = currentLocation();
            if (Files.isDirectory(current)) {
                add(current, out, EVENTS);
            } else {
                try (FileSystem content = FileSystems.newFileSystem(current)) {
                    add(content.getPath("/"), out, EVENTS);
                }
            }
        }
        return jar;
    }

    /** Adds what is in that folder, but for what begins with {@code except}. */
    private static void add(Path folder, JarOutputStream out, String except) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (except.isEmpty() || !name.startsWith(except)) {
                    write(name, file, out);
                }
            }
        }
    }

    private static void write(String name, Path file, JarOutputStream out) throws IOException {
        out.putNextEntry(new JarEntry(name));
        Files.copy(file, out);
    }

    private static Path currentLocation() {
        return Path.of(URI.create(
                Topics.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
}
