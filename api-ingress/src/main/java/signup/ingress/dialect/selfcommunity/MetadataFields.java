package signup.ingress.dialect.selfcommunity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import signup.ingress.dialect.EmailAddress;
import signup.ingress.dialect.PhoneNumber;
import signup.ingress.dialect.Violation.Rule;
import signup.ingress.dialect.WebUrl;
import signup.ingress.dialect.WholeNumber;
import signup.ingress.settings.IngressSettings.Metadata.Field;
import signup.ingress.settings.IngressSettings.Metadata.Type;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The community's own fields: at top level, as if they were standard ones, or in an object under {@value #OBJECT}. */
final class MetadataFields {

    static final String OBJECT = "custom_user_metadata";

    private static final int LONGEST = 1_000;
    private static final Set<String> OF_REQUESTS =
            Set.of("password", CodeRules.INVITE_CODE, CodeRules.PROMO_CODE, OBJECT);

    private final Map<String, Field> fields;

    MetadataFields(Map<String, Field> fields) {
        fields.forEach((name, field) -> {
            if (UserModel.MEMBERS.contains(name) || OF_REQUESTS.contains(name)) {
                throw new IllegalArgumentException("signup.metadata.fields." + name + " is a standard field already");
            }
            if (field.type() == Type.ENUM && field.options().isEmpty()) {
                throw new IllegalArgumentException("signup.metadata.fields." + name + " is an enum without options");
            }
        });
        this.fields = new TreeMap<>(fields);
    }

    Set<String> names() {
        return fields.keySet();
    }

    /** Writes the values that a user has; those of integer fields are numbers. */
    void write(Map<String, String> values, JsonGenerator json) {
        fields.forEach((name, field) -> {
            String value = values.get(name);
            if (value == null) {
                return;
            }
            OptionalLong number = field.type() == Type.INTEGER ? WholeNumber.parse(value) : OptionalLong.empty();
            if (number.isPresent()) {
                json.writeNumberProperty(name, number.getAsLong());
            } else {
                json.writeStringProperty(name, value);
            }
        });
    }

    /** The values that were given, by name; refuses the wrong, the undefined within the object, and a missing mandatory one. */
    Map<String, String> read(ObjectNode body, Members members) {
        Map<String, JsonNode> given = given(body, members);
        Map<String, String> values = new LinkedHashMap<>();
        fields.forEach((name, field) -> {
            JsonNode node = given.get(name);
            if (node == null || (isEmpty(node) && !field.mandatory())) {
                if (field.mandatory()) {
                    members.fail(name, Rule.REQUIRED);
                }
                return;
            }
            String value = members.text(name, node, LONGEST);
            if (value != null && check(name, field, value, members)) {
                values.put(name, value);
            }
        });
        return values;
    }

    /** As forms send what was left empty. */
    private static boolean isEmpty(JsonNode node) {
        return node.isNull() || node.isString() && node.stringValue().isBlank();
    }

    private Map<String, JsonNode> given(ObjectNode body, Members members) {
        Map<String, JsonNode> given = new LinkedHashMap<>();
        @Nullable JsonNode object = body.get(OBJECT);
        if (object instanceof ObjectNode several) {
            several.forEachEntry((name, node) -> {
                if (fields.containsKey(name)) {
                    given.put(name, node);
                } else {
                    members.fail(name, Rule.FORBIDDEN);
                }
            });
        } else if (object != null && !object.isNull()) {
            members.fail(OBJECT, Rule.INVALID);
        }
        names().forEach(name -> {
            JsonNode node = body.get(name);
            if (node != null) {
                given.put(name, node);
            }
        });
        return given;
    }

    private static boolean check(String name, Field field, String value, Members members) {
        return switch (field.type()) {
            case STRING -> true;
            case INTEGER -> WholeNumber.parse(value).isPresent() || members.fail(name, Rule.NOT_INTEGER);
            case PHONE_NUMBER -> PhoneNumber.isValid(value) || members.fail(name, Rule.NOT_PHONE_NUMBER);
            case ENUM -> field.options().contains(value) || members.fail(name, Rule.NOT_CHOICE);
            case URL -> WebUrl.isValid(value) || members.fail(name, Rule.NOT_URL);
            case EMAIL -> EmailAddress.isValid(value) || members.fail(name, Rule.NOT_EMAIL);
        };
    }
}
