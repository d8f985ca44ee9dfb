package signup.ingress.dialect.saymon;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signup.ingress.dialect.EmailAddress;
import signup.ingress.dialect.Text;
import signup.ingress.dialect.Violation;
import signup.ingress.dialect.Violation.Rule;
import signup.ingress.password.PasswordPolicy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parameters of a body, and the first thing that is wrong with them: all mandatory ones are looked for before the
 * form of any is judged, and the password policy comes last. What a parameter holds is to be asked only when nothing is
 * wrong with it.
 */
final class SaymonBody {

    static final String TOKEN = "token";
    static final String CAPTCHA = "captcha";
    static final String EMAIL = "email";
    static final String LOGIN = "login";
    static final String PASSWORD = "password";

    private static final List<String> MANDATORY = List.of(TOKEN, CAPTCHA, EMAIL, LOGIN, PASSWORD);
    private static final int LONGEST_LOGIN = 255;

    private final ObjectNode body;

    SaymonBody(ObjectNode body) {
        this.body = body;
    }

    /** What keeps a signup from its captcha. */
    Optional<Violation> firstViolation(PasswordPolicy policy) {
        return Stream.of(
                        MANDATORY.stream().flatMap(this::absence),
                        MANDATORY.stream().flatMap(this::otherThanText),
                        EmailAddress.isValid(text(EMAIL)) ? Stream.<Violation>empty() : of(EMAIL, Rule.NOT_EMAIL),
                        login(),
                        controls(password(), PASSWORD),
                        weaknesses(policy))
                .flatMap(violations -> violations)
                .findFirst();
    }

    /** What is wrong with a password that comes alone. */
    Optional<Violation> firstPasswordViolation(PasswordPolicy policy) {
        return Stream.of(absence(PASSWORD), otherThanText(PASSWORD), controls(password(), PASSWORD), weaknesses(policy))
                .flatMap(violations -> violations)
                .findFirst();
    }

    boolean holdsNull(String name) {
        @Nullable JsonNode value = body.get(name);
        return value != null && value.isNull();
    }

    /** Trimmed. */
    String text(String name) {
        return Text.trimmed(untrimmed(name));
    }

    String password() {
        return untrimmed(PASSWORD);
    }

    private Stream<Violation> absence(String name) {
        @Nullable JsonNode value = body.get(name);
        boolean absent = value == null || value.isNull();
        boolean empty = !absent && value.isString() && (name.equals(PASSWORD) ? password() : text(name)).isEmpty();
        return absent || empty ? of(name, Rule.REQUIRED) : Stream.empty();
    }

    private Stream<Violation> otherThanText(String name) {
        @Nullable JsonNode value = body.get(name);
        return value != null && value.isString() ? Stream.empty() : of(name, Rule.NOT_TEXT);
    }

    private Stream<Violation> login() {
        String login = text(LOGIN);
        return Text.length(login) > LONGEST_LOGIN
                ? Stream.of(Violation.of(LOGIN, Rule.MAX_LENGTH, LONGEST_LOGIN))
                : Text.isIdentity(login) ? Stream.empty() : of(LOGIN, Rule.CHARACTERS);
    }

    private Stream<Violation> weaknesses(PasswordPolicy policy) {
        return policy.weaknesses(password()).stream().map(weakness -> Violation.of(PASSWORD, weakness));
    }

    private static Stream<Violation> controls(String text, String name) {
        return Text.isPlain(text) ? Stream.empty() : of(name, Rule.CHARACTERS);
    }

    private static Stream<Violation> of(String name, Rule rule) {
        return Stream.of(Violation.of(name, rule));
    }

    private String untrimmed(String name) {
        @Nullable JsonNode value = body.get(name);
        return value != null && value.isString() ? value.stringValue() : "";
    }
}
