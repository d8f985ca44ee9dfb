package signup.ingress.dialect.saymon;

import java.util.List;
import org.jspecify.annotations.Nullable;
import signup.events.Challenge;
import signup.ingress.captcha.CaptchaVerdict;
import signup.ingress.captcha.Captchas;
import signup.ingress.dialect.EmailAddress;
import signup.ingress.dialect.Text;
import signup.ingress.dialect.Violation;
import signup.ingress.dialect.Violation.Rule;
import signup.ingress.password.Password;
import signup.ingress.password.PasswordPolicy;
import signup.ingress.password.Weakness;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The parameters of a signup, once nothing is wrong with them. */
record SaymonBody(String email, String login, Password password, Challenge challenge) {

    static final String TOKEN = "token";
    static final String CAPTCHA = "captcha";

    private static final String EMAIL = "email";
    private static final String LOGIN = "login";
    private static final String PASSWORD = "password";
    private static final List<String> MANDATORY = List.of(TOKEN, CAPTCHA, EMAIL, LOGIN, PASSWORD);
    private static final int LONGEST_LOGIN = 255;

    /**
     * Reads a body; its captcha is tried last, so that nothing else that is wrong costs it.
     *
     * @throws ViolatedException for the first thing that is wrong
     */
    static SaymonBody of(ObjectNode body, PasswordPolicy policy, Captchas captchas) {
        MANDATORY.forEach(name -> requirePresent(name, body.get(name)));
        String token = text(body, TOKEN).strip();
        String answer = text(body, CAPTCHA);
        String email = plain(body, EMAIL).strip();
        require(EmailAddress.isValid(email), EMAIL, Rule.NOT_EMAIL);
        String login = plain(body, LOGIN).strip();
        if (Text.length(login) > LONGEST_LOGIN) {
            throw new ViolatedException(Violation.of(LOGIN, Rule.MAX_LENGTH, LONGEST_LOGIN));
        }
        String password = plain(body, PASSWORD);
        for (Weakness weakness : policy.weaknesses(password)) {
            throw new ViolatedException(Violation.of(PASSWORD, weakness));
        }
        return new SaymonBody(email, login, Password.of(password), challenge(captchas.check(token, answer)));
    }

    /** The same rule for every parameter: a member that is not there, null or without content is absent. */
    static void requirePresent(String name, @Nullable JsonNode value) {
        boolean absent = value == null || value.isNull();
        boolean empty = !absent
                && value.isString()
                && (name.equals(PASSWORD)
                                ? value.stringValue()
                                : value.stringValue().strip())
                        .isEmpty();
        require(!absent && !empty, name, Rule.REQUIRED);
    }

    /** Text without control characters. */
    static String plain(ObjectNode body, String name) {
        String text = text(body, name);
        require(Text.isPlain(text.strip()) && (!name.equals(PASSWORD) || Text.isPlain(text)), name, Rule.CHARACTERS);
        return text;
    }

    private static String text(ObjectNode body, String name) {
        JsonNode value = body.get(name);
        require(value.isString(), name, Rule.NOT_TEXT);
        return value.stringValue();
    }

    private static Challenge challenge(CaptchaVerdict verdict) {
        if (verdict instanceof CaptchaVerdict.Passed passed) {
            return new Challenge(passed.id().toString(), true);
        }
        if (verdict instanceof CaptchaVerdict.Expired) {
            throw new ViolatedException(Violation.of(CAPTCHA, Rule.CHALLENGE_EXPIRED));
        }
        throw new ViolatedException(Violation.of(
                CAPTCHA, verdict instanceof CaptchaVerdict.Used ? Rule.CHALLENGE_REUSED : Rule.CHALLENGE_FAILED));
    }

    private static void require(boolean met, String name, Rule rule) {
        if (!met) {
            throw new ViolatedException(Violation.of(name, rule));
        }
    }

    @Override
    public String toString() {
        return "SaymonBody[***]";
    }
}
