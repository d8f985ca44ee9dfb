package signup.ingress.dialect.selfcommunity;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signup.events.Avatar;
import signup.ingress.dialect.EmailAddress;
import signup.ingress.dialect.Text;
import signup.ingress.dialect.Violation;
import signup.ingress.dialect.Violation.Rule;
import signup.ingress.dialect.WebUrl;
import signup.ingress.dialect.WholeNumber;
import signup.ingress.password.Password;
import signup.ingress.password.PasswordPolicy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members of a body, read by the rules that both contracts share; remembers everything that is wrong. A reader returns
 * null when its member is absent or wrong.
 */
final class Members {

    private static final int LONGEST = 255;
    private static final int MOST_TAGS = 1_000;
    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9_-]+");
    private static final List<String> ROLES = List.of("admin", "moderator", "editor");

    private final ObjectNode body;
    private final List<Violation> violations = new ArrayList<>();

    Members(ObjectNode body) {
        this.body = body;
    }

    List<Violation> violations() {
        return violations;
    }

    /** Refuses an absent member; true when it is there. */
    boolean require(String name) {
        return body.has(name) || fail(name, Rule.REQUIRED);
    }

    @Nullable
    String username() {
        String username = require("username") ? text("username", LONGEST) : null;
        return username == null || USERNAME.matcher(username).matches() || fail("username", Rule.NOT_USERNAME)
                ? username
                : null;
    }

    @Nullable
    String email() {
        String email = text("email", EmailAddress.LONGEST);
        return email == null || EmailAddress.isValid(email) || fail("email", Rule.NOT_EMAIL) ? email : null;
    }

    @Nullable
    String shortText(String name) {
        return text(name, LONGEST);
    }

    /** The password as it came, spaces included. */
    @Nullable
    Password password(PasswordPolicy policy) {
        String name = "password";
        JsonNode node = body.get(name);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            fail(name, node.isNull() ? Rule.NULL : Rule.NOT_TEXT);
            return null;
        }
        String plain = node.stringValue();
        if (plain.isEmpty()) {
            fail(name, Rule.BLANK);
            return null;
        }
        if (!Text.isPlain(plain)) {
            fail(name, Rule.CHARACTERS);
            return null;
        }
        policy.weaknesses(plain).forEach(weakness -> violations.add(Violation.of(name, weakness)));
        return Password.of(plain);
    }

    @Nullable
    String role() {
        if (isNullOrAbsent("role")) {
            return null;
        }
        String role = text("role", LONGEST);
        return role == null || ROLES.contains(role) || fail("role", Rule.NOT_CHOICE) ? role : null;
    }

    List<Long> tags() {
        String name = "tags";
        if (isNullOrAbsent(name)) {
            return List.of();
        }
        JsonNode node = body.get(name);
        if (!node.isArray()) {
            fail(name, Rule.NOT_LIST);
            return List.of();
        }
        if (node.size() > MOST_TAGS) {
            violations.add(Violation.of(name, Rule.MAX_LENGTH, MOST_TAGS));
            return List.of();
        }
        List<Long> tags = new ArrayList<>(node.size());
        for (JsonNode item : node) {
            Long tag = positive(item);
            if (tag == null) {
                fail(name, Rule.NOT_INTEGER);
                return List.of();
            }
            tags.add(tag);
        }
        return tags;
    }

    @Nullable
    Avatar avatar() {
        String inline = "avatar_base64";
        String byUrl = "avatar";
        if (body.hasNonNull(inline) && body.hasNonNull(byUrl)) {
            fail(byUrl, Rule.EXCLUDED);
            return null;
        }
        String encoded = text(inline, Integer.MAX_VALUE);
        String text = text(byUrl, Integer.MAX_VALUE);
        if (text == null) {
            return encoded == null ? null : InlineAvatar.read(encoded, inline, violations);
        }
        String url = WebUrl.inAscii(text);
        if (url == null) {
            fail(byUrl, Rule.NOT_URL);
            return null;
        }
        return new Avatar(null, null, url);
    }

    /** A text member, trimmed; integers are taken as their text, which older clients send. */
    @Nullable
    String text(String name, int longest) {
        JsonNode node = body.get(name);
        return node == null ? null : text(name, node, longest);
    }

    @Nullable
    String text(String name, JsonNode node, int longest) {
        if (node.isNull()) {
            fail(name, Rule.NULL);
            return null;
        }
        if (!node.isString() && !node.isIntegralNumber()) {
            fail(name, Rule.NOT_TEXT);
            return null;
        }
        String text = Text.trimmed(node.asString());
        if (text.isEmpty()) {
            fail(name, Rule.BLANK);
            return null;
        }
        if (!Text.isPlain(text)) {
            fail(name, Rule.CHARACTERS);
            return null;
        }
        if (Text.length(text) > longest) {
            violations.add(Violation.of(name, Rule.MAX_LENGTH, longest));
            return null;
        }
        return text;
    }

    boolean isNullOrAbsent(String name) {
        JsonNode node = body.get(name);
        return node == null || node.isNull();
    }

    /** Remembers a violation; false, so that it can end a condition. */
    boolean fail(String name, Rule rule) {
        violations.add(Violation.of(name, rule));
        return false;
    }

    private static @Nullable Long positive(JsonNode item) {
        OptionalLong number =
                item.isIntegralNumber() || item.isString() ? WholeNumber.parse(item.asString()) : OptionalLong.empty();
        return number.isPresent() && number.getAsLong() > 0 ? Long.valueOf(number.getAsLong()) : null;
    }
}
