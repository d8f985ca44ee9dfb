package signup.ingress.dialect.saymon;

import static signup.ingress.dialect.RandomBodies.Field.required;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signup.ingress.auth.Authentication;
import signup.ingress.auth.Client;
import signup.ingress.captcha.CaptchaDesk;
import signup.ingress.captcha.Captchas;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Call;
import signup.ingress.dialect.RandomBodies;
import signup.ingress.dialect.RandomBodies.Field;
import signup.ingress.dialect.RandomBodies.Wrong;
import signup.ingress.dialect.Values;
import signup.ingress.dialect.Violation.Rule;
import signup.ingress.settings.Settings;

/** Random bodies of the fourth contract. */
class SaymonBodiesTest {

    private static final Authentication MAY =
            new Authentication.Authenticated(new Client("operator", Set.of(SaymonDialect.PERMISSION), Set.of()));

    @Test
    void everyRightBodyIsUnderstoodAndTheOneFaultOfOthersIsTold(@TempDir Path keys) {
        Captchas captchas = CaptchaDesk.open(keys, () -> Instant.parse("2026-11-22T10:00:00Z"));
        SaymonDialect dialect = new SaymonDialect(Settings.of("saymon.enabled", "true"), captchas);
        Captchas.Issued captcha = captchas.issue();
        List<Field> fields = List.of(
                required(
                        "token",
                        random -> "\" " + captcha.token() + " \"",
                        Wrong.absent(Rule.REQUIRED),
                        Values.isNull(Rule.REQUIRED),
                        Wrong.of(Rule.REQUIRED, "\"\"", "\"  \""),
                        Wrong.of(Rule.NOT_TEXT, "1", "[]", "true")),
                required(
                        "captcha",
                        random -> random.nextBoolean()
                                ? "\"" + captcha.answer() + "\""
                                : "\"" + captcha.answer().toLowerCase() + "\"",
                        Wrong.absent(Rule.REQUIRED),
                        Wrong.of(Rule.NOT_TEXT, "1", "{}")),
                required(
                        "email",
                        Values.email(),
                        Wrong.absent(Rule.REQUIRED),
                        Wrong.of(Rule.NOT_TEXT, "1", "{}"),
                        Values.notEmail()),
                required(
                        "login",
                        Values.text(255),
                        Wrong.absent(Rule.REQUIRED),
                        Values.isNull(Rule.REQUIRED),
                        Values.notText(),
                        Values.characters(),
                        Values.unseen(),
                        Values.tooLong(255)),
                required(
                        "password",
                        Values.password(4, 100),
                        Wrong.absent(Rule.REQUIRED),
                        Wrong.of(Rule.REQUIRED, "\"\"", "null"),
                        Values.notText(),
                        Values.characters()));
        RandomBodies.areUnderstood(fields, body -> dialect.read(new Call(MAY, new AcceptedLanguages(null), body)));
        RandomBodies.areRefusedForTheirOneFault(
                fields, body -> dialect.read(new Call(MAY, new AcceptedLanguages(null), body)));
    }
}
