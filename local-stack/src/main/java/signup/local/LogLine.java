package signup.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Stream;

/** What a service prints: structured lines, for whoever collects them, which people read with difficulty. */
final class LogLine {

    private static final ObjectMapper JSON = new ObjectMapper();

    private LogLine() {}

    /**
     * The line for people: time, level, logger and message, and the stack trace's lines after; as it is, where it is not
     * structured.
     */
    static List<String> readable(String line) {
        if (!line.startsWith("{")) {
            return List.of(line);
        }
        try {
            JsonNode event = JSON.readTree(line);
            if (!event.path("message").isTextual() || !event.path("level").isTextual()) {
                return List.of(line);
            }
            String first = "%s %-5s %s: %s"
                    .formatted(
                            event.path("@timestamp").asText(),
                            event.path("level").asText(),
                            event.path("logger_name").asText(),
                            event.path("message").asText());
            return Stream.of(first, event.path("stack_trace").asText())
                    .flatMap(String::lines)
                    .toList();
        } catch (JsonProcessingException noEvent) {
            return List.of(line);
        }
    }
}
