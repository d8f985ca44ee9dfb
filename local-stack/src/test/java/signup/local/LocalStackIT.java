package signup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signup.local.process.JavaCommand;

/**
 * {@code ./signup up} with the real broker, database and registry, and in the services' place jars that only say that they
 * are ready: what is tested here is the stack. The acceptance tests start it with the real services.
 */
class LocalStackIT {

    private static final List<String> SERVICES = List.of("api-ingress", "registration-worker", "notification-worker");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final Ports ports = Ports.free();
    private final List<Process> started = new ArrayList<>();

    /** Answers on the port that its arguments name as its health's; {@code /end} ends it. */
    static final class StubService {

        private StubService() {}

        public static void main(String[] arguments) throws IOException {
            int port = Stream.of("--management.server.port=", "--server.port=")
                    .flatMap(name -> Stream.of(arguments).filter(argument -> argument.startsWith(name)))
                    .map(argument -> Integer.parseInt(argument.substring(argument.indexOf('=') + 1)))
                    .findFirst()
                    .orElseThrow();
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.createContext("/end", exchange -> {
                System.out.println("last words");
                Runtime.getRuntime().halt(3);
            });
            server.start();
        }
    }

    @BeforeEach
    void installServices() throws IOException {
        for (String service : SERVICES) {
            Path target = Files.createDirectories(folder.resolve(service).resolve("target"));
            StubJar.write(target.resolve(service + "-0.1.0-SNAPSHOT.jar"), StubService.class, Map.of());
        }
    }

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void startsInOrderSurvivesADeadServiceAndStopsServicesFirst() throws Exception {
        Process stack = up();
        awaitPrinted("Everything is ready");
        List<ProcessHandle> children = children();
        assertThat(printed().indexOf("postgresql           ready"))
                .isLessThan(printed().indexOf("schema-registry"));
        assertThat(printed().indexOf("schema-registry      ready"))
                .isLessThan(printed().indexOf("api-ingress"));
        assertThat(printed()).contains("curl -si -u local:local http://127.0.0.1:" + ports.api() + "/api/users/");

        endNotificationWorker();

        awaitPrinted("notification-worker has ended. Its last lines:");
        assertThat(printed()).contains("    last words");
        awaitPrinted("notification-worker is ready again");

        stack.destroy();
        assertStopsInOrder(stack, 143, children);
    }

    @Test
    void aTerminalsCtrlCWhichAllProcessesGetStopsServicesFirst() throws Exception {
        assumeThat(Path.of("/usr/bin/setsid"))
                .as("gives a process group of its own")
                .exists();
        Process stack = up(List.of("/usr/bin/setsid"));
        awaitPrinted("Everything is ready");
        List<ProcessHandle> children = children();

        Process interrupt = new ProcessBuilder("kill", "-INT", "--", "-" + stack.pid()).start();

        assertThat(interrupt.waitFor()).isZero();
        assertStopsInOrder(stack, 130, children);
    }

    @Test
    void aBuildMeanwhileDoesNotKeepItFromStoppingInOrder() throws Exception {
        Process stack = up();
        awaitPrinted("Everything is ready");
        List<ProcessHandle> children = children();
        for (String service : SERVICES) {
            Archive.delete(folder.resolve(service));
        }

        stack.destroy();
        assertStopsInOrder(stack, 143, children);
    }

    private void assertStopsInOrder(Process stack, int code, List<ProcessHandle> children) throws Exception {
        assertThat(stack.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(stack.exitValue()).isEqualTo(code);
        List<String> stopped = printed()
                .lines()
                .filter(line -> line.endsWith(" stopped"))
                .map(String::strip)
                .toList();
        assertThat(stopped.stream().limit(3))
                .containsExactlyInAnyOrder(
                        "api-ingress stopped", "registration-worker stopped", "notification-worker stopped");
        assertThat(stopped.stream().skip(3))
                .containsExactly("schema-registry stopped", "kafka stopped", "postgresql stopped");
        assertThat(children).hasSize(6).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aKilledStackDoesNotBlockTheNextAndItsDataAreStillThere() throws Exception {
        Process killed = up();
        awaitPrinted("Everything is ready");
        String key = Files.readString(folder.resolve("data/keys/request/local-1.secret"));
        query("create table kept (id int)");
        List<ProcessHandle> orphans = children();

        killed.destroyForcibly().waitFor();
        up();

        awaitPrinted("Everything is ready");
        assertThat(orphans).noneMatch(ProcessHandle::isAlive);
        assertThat(Files.readString(folder.resolve("data/keys/request/local-1.secret")))
                .isEqualTo(key);
        assertThat(query("select count(*) from kept")).isEqualTo("0");
    }

    @Test
    void aSecondStackWithTheSameDataIsRefused() throws Exception {
        DataFolder.open(folder.resolve("data"));
        Process second = up();

        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(printed()).contains("uses the data folder", "SIGNUP_DATA");
    }

    @Test
    void aDataFolderThatCannotBeUsedIsToldInOneLine() throws Exception {
        Files.createFile(folder.resolve("data"));
        Process stack = up();

        assertThat(stack.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(stack.exitValue()).isEqualTo(1);
        assertThat(printed().lines())
                .singleElement()
                .asString()
                .contains("The data folder cannot be used", "SIGNUP_DATA");
    }

    private Process up() throws IOException {
        return up(List.of());
    }

    /** @param within the command that becomes the stack */
    private Process up(List<String> within) throws IOException {
        Files.deleteIfExists(output());
        ProcessBuilder command = command().redirectOutput(output().toFile());
        command.command().addAll(0, within);
        Process process = command.start();
        started.add(process);
        return process;
    }

    private ProcessBuilder command() {
        ProcessBuilder builder = JavaCommand.ofClass(
                        List.of(
                                "-XX:TieredStopAtLevel=1",
                                "-Dsignup.root=" + folder,
                                "-Dlogback.configurationFile=signup/local/stack-logback.xml"),
                        LocalStack.class.getName(),
                        List.of("up"))
                .redirectErrorStream(true);
        builder.environment().put(Ports.VARIABLE, String.valueOf(ports.offset()));
        builder.environment().put(DataFolder.VARIABLE, folder.resolve("data").toString());
        return builder;
    }

    private Path output() {
        return folder.resolve("up.log");
    }

    private String printed() {
        try {
            return Files.exists(output()) ? Files.readString(output()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitPrinted(String text) {
        await().atMost(PATIENCE).until(() -> {
            boolean ended = !started.get(started.size() - 1).isAlive();
            if (ended && !printed().contains(text)) {
                throw new AssertionError("The stack has ended:\n" + printed());
            }
            return printed().contains(text);
        });
    }

    /** The processes of all components, as the stack itself notes them. */
    private List<ProcessHandle> children() throws IOException {
        return Files.readAllLines(folder.resolve("data/processes")).stream()
                .map(line -> Long.parseLong(line.split(" ")[0]))
                .map(ProcessHandle::of)
                .flatMap(Optional::stream)
                .toList();
    }

    private String query(String sql) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + ports.database() + "/signup";
        try (Connection connection = DriverManager.getConnection(url, Database.USER, "");
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    private void endNotificationWorker() {
        URI end = URI.create("http://127.0.0.1:" + ports.notificationManagement() + "/end");
        HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(end).build(), HttpResponse.BodyHandlers.discarding());
    }
}
