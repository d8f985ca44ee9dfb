package signup.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What each service is told about the rest of the local stack.
 *
 * @param javaOptions options of the services' JVMs
 * @param ingressOptions further ones of the ingress's
 */
public record ServiceSettings(
        Ports ports, Path keys, String jdbcUrl, Path root, List<String> javaOptions, List<String> ingressOptions) {

    private static final String VERSION = "0.1.0-SNAPSHOT";

    public ServiceSettings(Ports ports, Path keys, String jdbcUrl, Path root, List<String> javaOptions) {
        this(ports, keys, jdbcUrl, root, javaOptions, List.of());
    }

    /** The services, in the order of a signup's way. */
    List<Service> services() {
        return List.of(ingress(), registrationWorker(ports.registrationManagement()), notificationWorker());
    }

    public Service ingress() {
        return service(
                "api-ingress",
                ports.ingressManagement(),
                Stream.concat(javaOptions.stream(), ingressOptions.stream()).toList(),
                List.of(
                        "server.port=" + ports.api(),
                        "management.server.port=" + ports.ingressManagement(),
                        "spring.r2dbc.username=signup_ingress"));
    }

    /** One of possibly several, which that port tells apart. */
    public Service registrationWorker(int port) {
        return service("registration-worker", port, javaOptions, worker(port));
    }

    public Service notificationWorker() {
        return service("notification-worker", ports.notificationManagement(), javaOptions, mailing());
    }

    private List<String> mailing() {
        List<String> settings = new ArrayList<>(worker(ports.notificationManagement()));
        settings.add("spring.mail.host=127.0.0.1");
        settings.add("spring.mail.port=" + ports.smtp());
        return settings;
    }

    private List<String> worker(int port) {
        return List.of(
                "server.port=" + port,
                "spring.r2dbc.username=" + Database.USER,
                "spring.flyway.url=" + jdbcUrl,
                "spring.flyway.user=" + Database.USER);
    }

    private Service service(String module, int managementPort, List<String> options, List<String> own) {
        List<String> settings = new ArrayList<>(List.of(
                "spring.profiles.active=local",
                "spring.kafka.bootstrap-servers=127.0.0.1:" + ports.kafka(),
                "spring.kafka.properties.schema.registry.url=http://127.0.0.1:" + ports.registry() + "/apis/ccompat/v7",
                "spring.r2dbc.url=" + jdbcUrl.replaceFirst("^jdbc:", "r2dbc:"),
                "signup.keys.folder=" + keys,
                "signup.public-url=http://127.0.0.1:" + ports.api(),
                "signup.topics.create=false"));
        settings.addAll(own);
        Path jar = root.resolve(module).resolve("target").resolve(module + "-" + VERSION + ".jar");
        return new Service(module, jar, root.resolve("target").resolve("run"), managementPort, options, settings);
    }
}
