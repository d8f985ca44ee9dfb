package signup.ingress.dialect.authentic;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signup.ingress.dialect.PhoneNumber;
import signup.ingress.dialect.Text;
import signup.ingress.dialect.Violation;
import signup.ingress.dialect.Violation.Rule;
import signup.ingress.dialect.WebUrl;
import signup.ingress.dialect.WholeNumber;
import signup.ingress.password.Password;
import signup.ingress.password.PasswordPolicy;
import signup.ingress.settings.ProfileSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the fields of a body as Django REST Framework does: numbers are taken where text is wanted, booleans in several
 * spellings, null nowhere. Each field that cannot be taken reads as null and leaves a violation; what nobody has asked
 * for by the time that the {@linkplain #attributes() attributes} are read is an attribute or forbidden.
 */
final class AuthenticBody {

    private static final int LONGEST_ATTRIBUTE = 256;
    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1900, 1, 1);
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern INTEGER = Pattern.compile("(?:\\+(?=[0-9]))?(-?[0-9]+)(?:\\.0*)?");
    private static final Pattern POSTCODE = Pattern.compile("[0-9]{5}");
    private static final Set<String> TRUE = Set.of("t", "true", "True", "1");
    private static final Set<String> FALSE = Set.of("f", "false", "False", "0");

    private final ObjectNode body;
    private final ProfileSettings profile;
    private final InstantSource clock;
    private final Set<String> read = new HashSet<>();
    private final List<Violation> violations = new ArrayList<>();

    AuthenticBody(ObjectNode body, ProfileSettings profile, InstantSource clock) {
        this.body = body;
        this.profile = profile;
        this.clock = clock;
    }

    /** What has been found wrong up to now. */
    List<Violation> violations() {
        return violations;
    }

    /** Trimmed text that is not empty, and has to be there. */
    @Nullable
    String requiredText(String field, int longest) {
        return body.has(field) ? text(field, longest) : violated(field, Rule.REQUIRED);
    }

    /** Trimmed text that is not empty. */
    @Nullable
    String text(String field, int longest) {
        @Nullable String text = plain(field, Rule.NOT_TEXT);
        if (text == null) {
            return null;
        }
        if (text.isEmpty()) {
            return violated(field, Rule.BLANK);
        }
        return within(field, text, longest);
    }

    /** The same, of a certain form. */
    @Nullable
    String text(String field, int longest, Predicate<String> form, Rule rule) {
        @Nullable String text = text(field, longest);
        return text == null || form.test(text) ? text : violated(field, rule);
    }

    /** A URL that a browser can be sent to. */
    @Nullable
    String url(String field, int longest) {
        @Nullable String text = text(field, longest);
        @Nullable String url = text == null ? null : WebUrl.inAscii(text);
        return text != null && url == null ? violated(field, Rule.NOT_URL) : url;
    }

    /** Text as it is, as the policy wants it. */
    @Nullable
    Password password(String field, PasswordPolicy policy) {
        @Nullable JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        @Nullable String text = asText(field, value, Rule.NOT_TEXT);
        if (text == null) {
            return null;
        }
        if (text.isEmpty()) {
            violated(field, Rule.BLANK);
            return null;
        }
        if (!Text.isPlain(text)) {
            violated(field, Rule.CHARACTERS);
            return null;
        }
        policy.weaknesses(text).forEach(weakness -> violations.add(Violation.of(field, weakness)));
        return Password.of(text);
    }

    @Nullable
    Boolean truth(String field) {
        @Nullable JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        String text = value.isString() || value.isIntegralNumber() ? value.asString() : "";
        if (TRUE.contains(text)) {
            return true;
        }
        if (FALSE.contains(text)) {
            return false;
        }
        violated(field, Rule.NOT_BOOLEAN);
        return null;
    }

    /** Every other member of the body, in its order. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String name : List.copyOf(body.propertyNames())) {
            if (read.contains(name)) {
                continue;
            }
            ProfileSettings.@Nullable Type type = profile.attributes().get(name);
            if (type == null) {
                violated(name, Rule.FORBIDDEN);
                continue;
            }
            @Nullable String value = attribute(name, type);
            if (value != null && !value.isEmpty()) {
                attributes.put(name, value);
            }
        }
        return attributes;
    }

    private @Nullable String attribute(String name, ProfileSettings.Type type) {
        if (type == ProfileSettings.Type.BOOLEAN) {
            @Nullable Boolean truth = truth(name);
            return truth == null ? null : truth.toString();
        }
        @Nullable String text = plain(name, otherwise(type));
        if (text == null || text.isEmpty()) {
            return text;
        }
        return switch (type) {
            case STRING -> within(name, text, LONGEST_ATTRIBUTE);
            case DATE -> date(name, text);
            case INTEGER -> integer(name, text);
            case PHONE_NUMBER -> PhoneNumber.isValid(text) ? text : violated(name, Rule.NOT_PHONE_NUMBER);
            case FR_POSTCODE -> POSTCODE.matcher(text).matches() ? text : violated(name, Rule.NOT_POSTCODE);
            case ENUM ->
                profile.options().getOrDefault(name, List.of()).contains(text) ? text : violated(name, Rule.NOT_CHOICE);
            case BOOLEAN, NONE -> throw new IllegalStateException("Not a text attribute: " + type);
        };
    }

    /** What is said of a value that is not even text. */
    private static Rule otherwise(ProfileSettings.Type type) {
        return switch (type) {
            case DATE -> Rule.NOT_DATE;
            case INTEGER -> Rule.NOT_INTEGER;
            case ENUM -> Rule.NOT_CHOICE;
            case STRING, PHONE_NUMBER, FR_POSTCODE, BOOLEAN, NONE -> Rule.NOT_TEXT;
        };
    }

    private @Nullable String date(String name, String text) {
        if (!DATE.matcher(text).matches()) {
            return violated(name, Rule.NOT_DATE);
        }
        try {
            LocalDate date = LocalDate.parse(text);
            return name.equals("birthdate") && !isBirth(date) ? violated(name, Rule.INVALID) : text;
        } catch (DateTimeParseException noSuchDay) {
            return violated(name, Rule.NOT_DATE);
        }
    }

    private boolean isBirth(LocalDate date) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return date.isBefore(today) && !date.isBefore(EARLIEST_BIRTH);
    }

    private @Nullable String integer(String name, String text) {
        Matcher integer = INTEGER.matcher(text);
        OptionalLong number = integer.matches() ? WholeNumber.parse(integer.group(1)) : OptionalLong.empty();
        return number.isPresent() ? String.valueOf(number.getAsLong()) : violated(name, Rule.NOT_INTEGER);
    }

    private @Nullable String plain(String field, Rule otherwise) {
        @Nullable JsonNode value = value(field);
        @Nullable String text = value == null ? null : asText(field, value, otherwise);
        if (text == null) {
            return null;
        }
        String trimmed = Text.trimmed(text);
        return Text.isPlain(trimmed) ? trimmed : violated(field, Rule.CHARACTERS);
    }

    private @Nullable String asText(String field, JsonNode value, Rule otherwise) {
        return value.isString() || value.isNumber() ? value.asString() : violated(field, otherwise);
    }

    private @Nullable JsonNode value(String field) {
        read.add(field);
        @Nullable JsonNode value = body.get(field);
        if (value != null && value.isNull()) {
            violated(field, Rule.NULL);
            return null;
        }
        return value;
    }

    private @Nullable String within(String field, String text, int longest) {
        if (Text.length(text) > longest) {
            violations.add(Violation.of(field, Rule.MAX_LENGTH, longest));
            return null;
        }
        return text;
    }

    private @Nullable String violated(String field, Rule rule) {
        violations.add(Violation.of(field, rule));
        return null;
    }
}
