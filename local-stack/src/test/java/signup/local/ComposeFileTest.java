package signup.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** No container engine is needed to see that the compose file is one, and that what it names exists. */
class ComposeFileTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @Test
    void isWhatTheComposeSpecificationAllows() throws IOException {
        assertThat(schema().validate(compose())).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatItDoesNotKnow() throws IOException {
        JsonNode compose = compose();
        ((ObjectNode) compose.at("/services/kafka")).put("imagge", "apache/kafka");

        assertThat(schema().validate(compose)).isNotEmpty();
    }

    @Test
    void everyDockerfileAndMountedFileExists() throws IOException {
        List<Path> named = new ArrayList<>();
        for (JsonNode service : compose().get("services")) {
            if (service.has("build")) {
                named.add(ROOT.resolve(service.at("/build/dockerfile").asText()));
            }
            for (JsonNode volume : service.path("volumes")) {
                String source = volume.asText().split(":")[0];
                if (source.startsWith("./")) {
                    named.add(ROOT.resolve(source));
                }
            }
        }

        assertThat(named).hasSizeGreaterThanOrEqualTo(5).allMatch(Files::exists);
    }

    @Test
    void givesEachServiceItsOwnKeysOnly() throws IOException {
        Map<String, String> mounted = new TreeMap<>();
        compose()
                .get("services")
                .fields()
                .forEachRemaining(service -> service.getValue().path("volumes").forEach(volume -> {
                    if (volume.asText().matches("[a-z-]*keys:/keys(:ro)?")) {
                        mounted.put(service.getKey(), volume.asText());
                    }
                }));

        assertThat(mounted)
                .isEqualTo(Map.of(
                        "keys", "keys:/keys",
                        "api-ingress", "ingress-keys:/keys:ro",
                        "registration-worker", "registration-keys:/keys:ro",
                        "notification-worker", "notification-keys:/keys:ro"));
    }

    @Test
    void publishesPortsOnLoopbackOnly() throws IOException {
        for (JsonNode service : compose().get("services")) {
            for (JsonNode port : service.path("ports")) {
                assertThat(port.asText()).startsWith("127.0.0.1:");
            }
        }
    }

    /** It says that it is of draft 2019-09, but names its parts by draft 4's {@code id}. */
    private static JsonSchema schema() throws IOException {
        try (InputStream text = ComposeFileTest.class.getResourceAsStream("/compose-spec/compose-spec.json")) {
            JsonNode schema = new ObjectMapper().readTree(text);
            ((ObjectNode) schema).remove(List.of("$schema", "id"));
            // Its format "duration" is compose's own (5s), not JSON Schema's.
            SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                    .formatAssertionsEnabled(false)
                    .build();
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema, config);
        }
    }

    /** With anchors and merge keys resolved, as compose reads it. */
    private static JsonNode compose() throws IOException {
        Object content = new Yaml().load(Files.readString(ROOT.resolve("docker-compose.yml")));
        return new ObjectMapper().valueToTree(content);
    }
}
