package signup.ingress.dialect.open;

import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signup.ingress.dialect.EmailAddress;
import signup.ingress.dialect.Text;
import signup.ingress.dialect.Violation;
import signup.ingress.dialect.Violation.Rule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members of a body, and all that is wrong with them. Null counts as absent, members of other names are ignored. What a
 * member holds is to be asked only when nothing is wrong.
 */
final class OpenBody {

    static final String EMAIL = "email";
    static final String FIRST_NAME = "first_name";
    static final String LAST_NAME = "last_name";
    static final String LOCALE = "locale";
    static final String ATTRIBUTES = "attributes";
    static final String PROOF = "altcha";

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_LOCALE = 35;
    private static final int MOST_ATTRIBUTES = 32;
    private static final int LONGEST_ATTRIBUTE = 1_000;
    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

    private final ObjectNode body;

    OpenBody(ObjectNode body) {
        this.body = body;
    }

    /** All but what the proof proves, in the order of the members as documented. */
    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        email().ifPresent(violations::add);
        name(FIRST_NAME).ifPresent(violations::add);
        name(LAST_NAME).ifPresent(violations::add);
        localeViolation().ifPresent(violations::add);
        violations.addAll(attributeViolations());
        required(PROOF).ifPresent(violations::add);
        return violations;
    }

    /** Trimmed; null when absent or empty. */
    @Nullable
    String text(String name) {
        @Nullable JsonNode value = member(name);
        String text = value == null ? "" : Text.trimmed(value.stringValue());
        return text.isEmpty() ? null : text;
    }

    /** Null when there is none, which is a violation. */
    @Nullable
    String proof() {
        return required(PROOF).isPresent() ? null : text(PROOF);
    }

    /** As a canonical BCP 47 tag; null when absent. */
    @Nullable
    String locale() {
        @Nullable String tag = text(LOCALE);
        return tag == null
                ? null
                : new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
    }

    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        @Nullable JsonNode members = member(ATTRIBUTES);
        if (members != null) {
            members.forEachEntry((name, value) -> {
                if (!value.isNull()) {
                    attributes.put(name, Text.trimmed(value.stringValue()));
                }
            });
        }
        return attributes;
    }

    private Optional<Violation> email() {
        return required(EMAIL)
                .or(() -> EmailAddress.isValid(text(EMAIL))
                        ? Optional.empty()
                        : Optional.of(Violation.of(EMAIL, Rule.NOT_EMAIL)));
    }

    private Optional<Violation> name(String name) {
        return textViolation(name, member(name), LONGEST_NAME);
    }

    private Optional<Violation> localeViolation() {
        return textViolation(LOCALE, member(LOCALE), LONGEST_LOCALE)
                .or(() -> isTag(text(LOCALE)) ? Optional.empty() : Optional.of(Violation.of(LOCALE, Rule.INVALID)));
    }

    private static boolean isTag(@Nullable String text) {
        try {
            return text == null
                    || !new Locale.Builder()
                            .setLanguageTag(text)
                            .build()
                            .getLanguage()
                            .isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    private List<Violation> attributeViolations() {
        @Nullable JsonNode members = member(ATTRIBUTES);
        if (members == null) {
            return List.of();
        }
        if (!members.isObject()) {
            return List.of(Violation.of(ATTRIBUTES, Rule.INVALID));
        }
        if (members.size() > MOST_ATTRIBUTES) {
            return List.of(Violation.of(ATTRIBUTES, Rule.MAX_LENGTH, MOST_ATTRIBUTES));
        }
        List<Violation> violations = new ArrayList<>();
        members.forEachEntry((name, value) -> {
            if (!ATTRIBUTE_NAME.matcher(name).matches()) {
                violations.add(Violation.of(ATTRIBUTES, Rule.FORBIDDEN));
            } else if (!value.isNull()) {
                textViolation(ATTRIBUTES + "/" + name, value, LONGEST_ATTRIBUTE).ifPresent(violations::add);
            }
        });
        return violations.stream().distinct().toList();
    }

    private Optional<Violation> required(String name) {
        @Nullable JsonNode value = member(name);
        if (value == null) {
            return Optional.of(Violation.of(name, Rule.REQUIRED));
        }
        if (!value.isString()) {
            return Optional.of(Violation.of(name, Rule.NOT_TEXT));
        }
        return Text.trimmed(value.stringValue()).isEmpty()
                ? Optional.of(Violation.of(name, Rule.BLANK))
                : Optional.empty();
    }

    private static Optional<Violation> textViolation(String field, @Nullable JsonNode value, int longest) {
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString()) {
            return Optional.of(Violation.of(field, Rule.NOT_TEXT));
        }
        String text = Text.trimmed(value.stringValue());
        if (!Text.isPlain(text)) {
            return Optional.of(Violation.of(field, Rule.CHARACTERS));
        }
        return Text.length(text) > longest
                ? Optional.of(Violation.of(field, Rule.MAX_LENGTH, longest))
                : Optional.empty();
    }

    private @Nullable JsonNode member(String name) {
        @Nullable JsonNode value = body.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
