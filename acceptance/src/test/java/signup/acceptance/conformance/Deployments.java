package signup.acceptance.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import signup.acceptance.RunningStack;
import signup.acceptance.blocking.NoBlocking;
import signup.local.Ports;
import signup.local.Service;
import signup.local.ServiceSettings;
import signup.local.process.ChildProcess;
import signup.local.process.LogFile;

/**
 * The ingresses that rows are sent to: the stack's own, and others on the same stack with other settings, each started when
 * the first row asks for it. Safe for several threads.
 */
final class Deployments implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final List<String> SMALL = List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private record Running(URI root, ChildProcess process) {}

    private final RunningStack stack;
    private final Map<String, Running> others = new ConcurrentHashMap<>();

    Deployments(RunningStack stack) {
        this.stack = stack;
    }

    /** Where the ingress of that name listens; the stack's own is null. */
    URI of(@Nullable String name) {
        return name == null
                ? stack.api().root()
                : others.computeIfAbsent(name, this::start).root();
    }

    @Override
    public void close() {
        others.values().forEach(other -> other.process().stop(GRACE));
    }

    private Running start(String name) {
        Ports own = Ports.free();
        Service usual = new ServiceSettings(
                        new Ports(stack.port(0)),
                        stack.data().toAbsolutePath().resolve("keys"),
                        "jdbc:postgresql://127.0.0.1:" + stack.port(5433) + "/signup",
                        RunningStack.root(),
                        SMALL,
                        NoBlocking.INGRESSES.javaOptions())
                .ingress();
        List<String> settings = new ArrayList<>(settings(name));
        settings.add("server.port=" + own.api());
        settings.add("management.server.port=" + own.ingressManagement());
        Service service = new Service(
                usual.module(),
                usual.jar(),
                usual.folder(),
                own.ingressManagement(),
                usual.javaOptions(),
                usual.with(settings).settings());
        ChildProcess process =
                service.launch(LogFile.fresh(stack.data().toAbsolutePath().resolveSibling("ingress-" + name + ".log")));
        service.awaitReady(process);
        return new Running(URI.create("http://127.0.0.1:" + own.api()), process);
    }

    private static List<String> settings(String name) {
        Properties properties = new Properties();
        try (InputStream file =
                Deployments.class.getResourceAsStream("/conformance/deployments/" + name + ".properties")) {
            if (file == null) {
                throw new IllegalArgumentException("No deployment @" + name);
            }
            properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream()
                .map(key -> key + "=" + properties.getProperty(key))
                .toList();
    }
}
