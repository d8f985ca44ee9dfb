package signup.acceptance.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import reactor.blockhound.BlockHound;
import signup.local.fixture.AllowedBlockingCalls;

/**
 * The JVMs of one run of tests whose event loops must not block, and what was seen to block them. Safe for several threads.
 */
public final class WatchedEventLoops {

    private final Path agent;
    private final Path calls;
    private int taken;

    private WatchedEventLoops(Path agent, Path calls) {
        this.agent = agent;
        this.calls = calls;
    }

    /** New ones, with their agent's jar and its findings in that folder. */
    static WatchedEventLoops in(Path folder) {
        try {
            Files.createDirectories(folder);
            Path agent = Files.createTempFile(folder, "blocking-calls-agent-", ".jar");
            write(agent);
            return new WatchedEventLoops(agent, Files.createTempFile(folder, "blocking-calls-", ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Options of a JVM that is to be one of them, which runs where this one does. */
    public List<String> javaOptions() {
        return javaOptions(Path.of("").toAbsolutePath());
    }

    /** Options of a JVM that is to be one of them, which runs in that folder; free of blanks, whatever they are in. */
    public List<String> javaOptions(Path folder) {
        return List.of(
                // BlockHound rewrites loaded classes.
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+AllowRedefinitionToAddDeleteMethods",
                "-javaagent:%s=%s".formatted(folder.relativize(agent), folder.relativize(calls)));
    }

    /** The blocking calls that were written down since it was last asked, with their stacks; empty when there are none. */
    synchronized String takeBlockingCalls() {
        try {
            byte[] all = Files.readAllBytes(calls);
            String fresh = new String(all, taken, all.length - taken, StandardCharsets.UTF_8);
            taken = all.length;
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(
                Attributes.Name.CLASS_PATH, placeOf(BlockHound.class).toUri().toString());
        attributes.putValue("Premain-Class", BlockingCallsAgent.class.getName());
        attributes.putValue("Can-Redefine-Classes", "true");
        attributes.putValue("Can-Retransform-Classes", "true");
        attributes.putValue("Can-Set-Native-Method-Prefix", "true");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream content = new JarOutputStream(file, manifest)) {
            for (Class<?> type : List.of(BlockingCallsAgent.class, AllowedBlockingCalls.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                content.putNextEntry(new JarEntry(name));
                try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
                    bytes.transferTo(content);
                }
            }
        }
    }

    /** The jar or folder that it comes from. */
    static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
