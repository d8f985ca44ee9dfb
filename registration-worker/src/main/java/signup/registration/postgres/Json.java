package signup.registration.postgres;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signup.registration.model.Reason;
import signup.registration.model.Violation;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The columns of type jsonb, as text. Nothing to hold is null: most users have neither tags nor attributes. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final TypeReference<List<Long>> TAGS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};
    private static final TypeReference<List<StoredViolation>> VIOLATIONS = new TypeReference<>() {};

    private Json() {}

    static @Nullable String tags(List<Long> tags) {
        return tags.isEmpty() ? null : MAPPER.writeValueAsString(tags);
    }

    static List<Long> tags(@Nullable String json) {
        return json == null ? List.of() : MAPPER.readValue(json, TAGS);
    }

    static @Nullable String attributes(Map<String, String> attributes) {
        return attributes.isEmpty() ? null : MAPPER.writeValueAsString(attributes);
    }

    static Map<String, String> attributes(@Nullable String json) {
        return json == null ? Map.of() : MAPPER.readValue(json, ATTRIBUTES);
    }

    static String violations(List<Violation> violations) {
        return MAPPER.writeValueAsString(violations.stream()
                .map(violation -> new StoredViolation(
                        violation.field(), violation.reason().name()))
                .toList());
    }

    static List<Violation> violations(String json) {
        return MAPPER.readValue(json, VIOLATIONS).stream()
                .map(violation ->
                        new Violation(violation.field(), Stored.name(Reason.class, violation.reason(), Reason.UNKNOWN)))
                .toList();
    }

    private record StoredViolation(@Nullable String field, String reason) {}
}
