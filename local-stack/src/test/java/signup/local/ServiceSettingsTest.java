package signup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSettingsTest {

    @Test
    void furtherOptionsOfTheIngressReachNoOther(@TempDir Path folder) {
        ServiceSettings settings = new ServiceSettings(
                new Ports(0),
                folder,
                "jdbc:postgresql://127.0.0.1/signup",
                folder,
                List.of("-Xmx1g"),
                List.of("-Da=b"));

        assertThat(settings.services().stream().collect(Collectors.toMap(Service::module, Service::javaOptions)))
                .containsOnly(
                        entry("api-ingress", List.of("-Xmx1g", "-Da=b")),
                        entry("registration-worker", List.of("-Xmx1g")),
                        entry("notification-worker", List.of("-Xmx1g")));
    }

    @Test
    void aServiceWithAJavaAgentNeitherReadsNorWritesAnArchiveOfClasses(@TempDir Path folder) {
        List<String> agent = List.of("-Xmx1g", "-javaagent:agent.jar");

        assertThat(ClassArchive.of(folder, "service", agent, List.of()).options())
                .isEmpty();
        assertThat(ClassArchive.of(folder, "service", List.of("-Xmx1g"), List.of())
                        .options())
                .isNotEmpty();
    }
}
