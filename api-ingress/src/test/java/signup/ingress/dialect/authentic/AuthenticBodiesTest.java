package signup.ingress.dialect.authentic;

import static signup.ingress.dialect.RandomBodies.Field.optional;
import static signup.ingress.dialect.RandomBodies.Field.required;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import signup.ingress.auth.Authentication;
import signup.ingress.auth.Client;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Call;
import signup.ingress.dialect.RandomBodies;
import signup.ingress.dialect.RandomBodies.Field;
import signup.ingress.dialect.RandomBodies.Wrong;
import signup.ingress.dialect.Reading;
import signup.ingress.dialect.Values;
import signup.ingress.dialect.Violation.Rule;
import signup.ingress.settings.Settings;
import tools.jackson.databind.node.ObjectNode;

/** Random bodies of the third contract. */
class AuthenticBodiesTest {

    private static final Authentication MAY =
            new Authentication.Authenticated(new Client("portal", Set.of(AuthenticDialect.PERMISSION), Set.of()));
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static final List<Field> FIELDS = List.of(
            name("first_name"),
            name("last_name"),
            optional("email", Values.email(), Values.isNull(Rule.NULL), Values.blank(), Values.notEmail()),
            optional(
                    "username",
                    random -> random.nextInt(5) == 0 ? "1.5" : Values.text(256).apply(random),
                    Values.isNull(Rule.NULL),
                    Values.blank(),
                    Values.characters(),
                    Values.unseen(),
                    Values.tooLong(256)),
            optional(
                    "password",
                    Values.password(3, 128),
                    Values.isNull(Rule.NULL),
                    Wrong.of(Rule.BLANK, "\"\""),
                    Values.notText(),
                    Values.characters(),
                    Values.tooLong(128)),
            optional(
                    "send_registration_email",
                    Values.oneOf("true", "false", "\"True\"", "\"t\"", "\"1\"", "1", "0", "\"False\"", "\"f\""),
                    Values.isNull(Rule.NULL),
                    Wrong.of(Rule.NOT_BOOLEAN, "\"yes, please\"", "2", "[]", "{}", "\"\"", "1.5", "1e99")),
            optional(
                    "send_registration_email_next_url",
                    Values.url(),
                    Values.isNull(Rule.NULL),
                    Values.notText(),
                    Values.notUrl()),
            optional(
                    "birthdate",
                    random -> "\"" + LocalDate.of(1900, 1, 1).plusDays(random.nextInt(46_000)) + "\"",
                    Wrong.of(Rule.NOT_DATE, "\"1981-02-30\"", "\"01/06/1981\"", "\"1981-6-1\"", "5", "\"+1981-06-01\""),
                    Wrong.of(Rule.INVALID, "\"1899-12-31\"", "\"2026-11-22\"", "\"9999-01-01\""),
                    Wrong.of(Rule.NOT_DATE, "true", "[]", "{}")),
            optional(
                    "gender",
                    random -> random.nextBoolean()
                            ? String.valueOf(random.nextInt())
                            : Values.text(256).apply(random),
                    Values.isNull(Rule.NULL),
                    Values.notText(),
                    Values.characters(),
                    Values.tooLong(256)),
            optional(
                    "phone",
                    Values.oneOf("\"+33 1 23 45 67 89\"", "\"(01) 23.45-67/89\"", "123456"),
                    Wrong.of(
                            Rule.NOT_PHONE_NUMBER, "\"phone\"", "\"123\"", "\"++331234567\"", "\"1234567890123456\"")));

    private final AuthenticDialect dialect = new AuthenticDialect(Settings.of(), () -> NOW);

    @Test
    void everyRightBodyIsUnderstood() {
        RandomBodies.areUnderstood(FIELDS, this::read);
    }

    @Test
    void theOneFaultOfABodyIsTold() {
        RandomBodies.areRefusedForTheirOneFault(FIELDS, this::read);
    }

    @Test
    void whatIsNoAttributeIsForbidden() {
        Field foreign = optional("foo", random -> "0", Wrong.of(Rule.FORBIDDEN, "0", "null", "[]", "\"\""));
        RandomBodies.areRefusedForTheirOneFault(
                List.of(required("first_name", Values.text(64)), required("last_name", Values.text(64)), foreign),
                this::read);
    }

    private static Field name(String name) {
        return required(
                name,
                Values.text(64),
                Wrong.absent(Rule.REQUIRED),
                Values.isNull(Rule.NULL),
                Values.blank(),
                Values.notText(),
                Values.characters(),
                Values.tooLong(64));
    }

    private Reading read(ObjectNode body) {
        return dialect.read(new Call(MAY, new AcceptedLanguages(null), body));
    }
}
