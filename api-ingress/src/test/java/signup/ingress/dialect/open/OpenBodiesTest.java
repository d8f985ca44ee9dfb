package signup.ingress.dialect.open;

import static signup.ingress.dialect.RandomBodies.Field.optional;
import static signup.ingress.dialect.RandomBodies.Field.required;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signup.ingress.auth.Authentication;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Call;
import signup.ingress.dialect.RandomBodies;
import signup.ingress.dialect.RandomBodies.Field;
import signup.ingress.dialect.RandomBodies.Wrong;
import signup.ingress.dialect.Reading;
import signup.ingress.dialect.Values;
import signup.ingress.dialect.Violation.Rule;
import signup.ingress.proof.ProofDesk;
import signup.ingress.proof.ProofsOfWork;
import signup.ingress.settings.Settings;
import tools.jackson.databind.node.ObjectNode;

/** Random bodies of the native dialect. */
class OpenBodiesTest {

    @TempDir
    private Path keys;

    @Test
    void everyRightBodyIsUnderstoodAndTheOneFaultOfOthersIsTold() {
        ProofsOfWork proofs = ProofDesk.open(keys, Instant::now);
        OpenDialect dialect = new OpenDialect(Settings.of(), proofs);
        String used = ProofDesk.solve(proofs.issue());
        proofs.check(used, null);
        List<Field> fields = List.of(
                required(
                        "email",
                        Values.email(),
                        Wrong.absent(Rule.REQUIRED),
                        Values.isNull(Rule.REQUIRED),
                        Values.blank(),
                        Values.notText(),
                        Values.notEmail()),
                name("first_name"),
                name("last_name"),
                optional(
                        "locale",
                        Values.oneOf("null", "\"fr\"", "\"en-GB\"", "\" zh-hant-TW \"", "\"de-x-a\""),
                        Wrong.of(Rule.INVALID, "\"a b\"", "\"-\"", "\"english language\"", "\"fr_FR\""),
                        Values.notText()),
                optional(
                        "attributes",
                        Values.oneOf("null", "{}", "{\"a\":\"b\",\"c.d-e_f\":null}", "{\"A\":\"é\"}"),
                        Wrong.of(Rule.INVALID, "[]", "1", "\"a\""),
                        Wrong.of(Rule.FORBIDDEN, "{\"\":\"a\"}", "{\"a b\":\"c\"}", "{\"é\":\"c\"}", "{\"1\":null}")),
                optional("website", Values.text(100)),
                required(
                        "altcha",
                        random -> "\"" + ProofDesk.solve(proofs.issue()) + "\"",
                        Wrong.absent(Rule.REQUIRED),
                        Values.isNull(Rule.REQUIRED),
                        Values.blank(),
                        Values.notText(),
                        Wrong.of(Rule.CHALLENGE_FAILED, "\"x\"", "\"e30=\"", "\"" + used.replace('e', 'f') + "\""),
                        Wrong.of(Rule.CHALLENGE_REUSED, "\"" + used + "\"")));
        RandomBodies.areUnderstood(fields, body -> read(dialect, body));
        RandomBodies.areRefusedForTheirOneFault(fields, body -> read(dialect, body));
    }

    private static Field name(String name) {
        return optional(
                name,
                random -> random.nextInt(5) == 0 ? "null" : Values.text(64).apply(random),
                Values.notText(),
                Wrong.of(Rule.NOT_TEXT, "1"),
                Values.characters(),
                Values.tooLong(64));
    }

    private static Reading read(OpenDialect dialect, ObjectNode body) {
        return dialect.read(new Call(Authentication.ANONYMOUS, new AcceptedLanguages(null), body));
    }
}
