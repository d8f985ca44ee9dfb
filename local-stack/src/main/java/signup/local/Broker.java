package signup.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaFuture;
import signup.local.process.ChildProcess;
import signup.local.process.FreePort;
import signup.local.process.JavaCommand;
import signup.local.process.Probe;
import signup.schemas.Topic;
import signup.schemas.TopicProvisioning;
import signup.schemas.Topics;

/** One Kafka broker in KRaft mode that is its own controller, on loopback. */
public final class Broker {

    /** How many partitions every topic gets here: enough to see keys spread, few enough for a laptop. */
    public static final int PARTITIONS = 4;

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    private final ChildProcess process;
    private final int port;

    private Broker(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts the broker and waits until it answers.
     *
     * @param folder where it keeps its records; formatted when empty
     * @param log what it prints
     * @param javaOptions options of its JVM
     * @param stopSignal what it gets when this JVM ends without stopping it
     */
    public static Broker start(Path folder, int port, Path log, List<String> javaOptions, String stopSignal) {
        Path settings = folder.resolve("server.properties");
        write(settings, settings(folder.resolve("records"), port, FreePort.choose()));
        ChildProcess process = ChildProcess.start(
                "kafka",
                JavaCommand.ofClass(javaOptions, BrokerMain.class.getName(), List.of(settings.toString())),
                log,
                stopSignal);
        Broker broker = new Broker(process, port);
        Probe.until(() -> Probe.listens(port), process, START_TIMEOUT);
        Admin admin = admin(broker.bootstrapServers());
        try {
            Probe.until(() -> succeeds(admin.describeCluster().nodes()), process, START_TIMEOUT);
        } finally {
            admin.close(Duration.ZERO);
        }
        return broker;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public ChildProcess process() {
        return process;
    }

    /** Creates that cluster's missing topics of the catalogue, and waits until it serves them all. */
    public static void createTopics(String bootstrapServers) {
        List<String> names = Topics.ALL.stream().map(Topic::name).toList();
        try (Admin admin = admin(bootstrapServers)) {
            new TopicProvisioning(admin, START_TIMEOUT).create(Topics.ALL, PARTITIONS);
            Probe.until(() -> succeeds(admin.describeTopics(names).allTopicNames()), START_TIMEOUT);
        }
    }

    private static Admin admin(String bootstrapServers) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                "100"));
    }

    private static boolean succeeds(KafkaFuture<?> answer) {
        try {
            answer.get(2, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Properties settings(Path records, int port, int controllerPort) {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
                "log.dirs", records.toString(),
                "auto.create.topics.enable", "false"));
        settings.putAll(Map.of(
                "offsets.topic.num.partitions", "4",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "4",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0",
                "log.cleaner.dedupe.buffer.size", String.valueOf(16 << 20)));
        // A dead worker's transaction holds read_committed readers up no longer than it must.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        return settings;
    }

    private static void write(Path file, Properties settings) {
        try {
            Files.createDirectories(file.getParent());
            try (Writer writer = Files.newBufferedWriter(file)) {
                settings.store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
