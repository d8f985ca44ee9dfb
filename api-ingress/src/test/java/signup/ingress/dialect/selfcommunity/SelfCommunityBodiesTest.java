package signup.ingress.dialect.selfcommunity;

import static signup.ingress.dialect.RandomBodies.Field.optional;
import static signup.ingress.dialect.RandomBodies.Field.required;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import signup.ingress.auth.Authentication;
import signup.ingress.auth.Client;
import signup.ingress.dialect.Call;
import signup.ingress.dialect.Dialect;
import signup.ingress.dialect.RandomBodies;
import signup.ingress.dialect.RandomBodies.Field;
import signup.ingress.dialect.RandomBodies.Wrong;
import signup.ingress.dialect.Reading;
import signup.ingress.dialect.Values;
import signup.ingress.dialect.Violation.Rule;
import tools.jackson.databind.node.ObjectNode;

/** Random bodies of the first two contracts. */
class SelfCommunityBodiesTest {

    private static final Authentication ADMIN =
            new Authentication.Authenticated(new Client("user:1", java.util.Set.of(), java.util.Set.of(Client.ADMIN)));

    private static final Wrong WEAK =
            Wrong.of(Rule.PASSWORD_CLASSES, "\"abcdefgh\"", "\"abcdefg1\"", "\"ABCDEFG1\"", "\"12345678!\"");
    private static final Wrong SHORT = Wrong.of(Rule.MIN_LENGTH, "\"aA1!\"", "\"aA1!567\"");

    private static final Field USERNAME = required(
            "username",
            Values.ascii("_-", 255),
            Wrong.absent(Rule.REQUIRED),
            Values.isNull(Rule.NULL),
            Values.blank(),
            Values.notText(),
            Wrong.of(Rule.NOT_TEXT, "1.5", "1e3", "true"),
            Values.characters(),
            Values.tooLong(255),
            Wrong.of(Rule.NOT_USERNAME, "\"é\"", "\"a b\"", "\"a.b\"", "\"a@b\"", "\"ａ\"", "\"a\u200Bb\""));

    private static final List<Field> SSO = List.of(
            USERNAME,
            optional(
                    "ext_id",
                    random -> random.nextBoolean()
                            ? String.valueOf(random.nextLong())
                            : Values.text(255).apply(random),
                    Values.isNull(Rule.NULL),
                    Values.blank(),
                    Values.notText(),
                    Values.characters(),
                    Values.tooLong(255)),
            optional("real_name", Values.text(255), Values.notText(), Values.characters(), Values.tooLong(255)),
            optional(
                    "email",
                    Values.email(),
                    Values.isNull(Rule.NULL),
                    Values.blank(),
                    Values.notText(),
                    Values.notEmail()),
            optional(
                    "password",
                    Values.password(8, 128),
                    Values.isNull(Rule.NULL),
                    Values.notText(),
                    Values.characters(),
                    WEAK,
                    SHORT,
                    Wrong.of(Rule.MAX_LENGTH, "\"aA1" + "x".repeat(126) + "\"")),
            optional(
                    "role",
                    Values.oneOf("null", "\"admin\"", "\"moderator\"", "\" editor \""),
                    Wrong.of(Rule.NOT_CHOICE, "\"Admin\"", "\"owner\"", "1"),
                    Values.notText()),
            optional(
                    "tags",
                    SelfCommunityBodiesTest::tags,
                    Wrong.of(Rule.NOT_LIST, "1", "\"1\"", "{}", "true"),
                    Wrong.of(
                            Rule.NOT_INTEGER,
                            "[0]",
                            "[-1]",
                            "[1.5]",
                            "[1,null]",
                            "[\"a\"]",
                            "[9007199254740992]",
                            "[99999999999999999999]",
                            "[[1]]")),
            optional(
                    "avatar_base64",
                    random -> picture(random),
                    Wrong.of(
                            Rule.NOT_IMAGE,
                            "\"AAAA\"",
                            "\"image/png;base64,AAAA\"",
                            "\"image/png;base64,#\"",
                            "\"text/html;base64,AAAA\"")));

    private static final List<Field> ACCOUNT = List.of(
            USERNAME,
            required(
                    "email",
                    Values.email(),
                    Wrong.absent(Rule.REQUIRED),
                    Values.isNull(Rule.NULL),
                    Values.blank(),
                    Values.notText(),
                    Values.notEmail()),
            required("password", Values.password(8, 128), Wrong.absent(Rule.REQUIRED), Values.notText(), WEAK, SHORT),
            // A User sent back.
            optional("bio", Values.text(500)),
            optional("followers_counter", Values.oneOf("0", "null", "\"x\"")),
            optional("invite_code", Values.oneOf("null", "\"\""), Wrong.of(Rule.FORBIDDEN, "\"code\"", "7")),
            optional("promo_code", Values.oneOf("null", "\" \""), Wrong.of(Rule.FORBIDDEN, "\"code\"", "[]")),
            optional("custom_user_metadata", Values.oneOf("null", "{}"), Wrong.of(Rule.INVALID, "7", "[]", "\"x\"")));

    @Test
    void everyRightSsoSignupIsUnderstood() {
        RandomBodies.areUnderstood(SSO, reader(SelfCommunityContract.sso()));
    }

    @Test
    void anSsoSignupsOneFaultIsTold() {
        RandomBodies.areRefusedForTheirOneFault(SSO, reader(SelfCommunityContract.sso()));
    }

    @Test
    void everyRightAccountIsUnderstood() {
        RandomBodies.areUnderstood(ACCOUNT, reader(SelfCommunityContract.account()));
    }

    @Test
    void anAccountsOneFaultIsTold() {
        RandomBodies.areRefusedForTheirOneFault(ACCOUNT, reader(SelfCommunityContract.account()));
    }

    private static Function<ObjectNode, Reading> reader(Dialect dialect) {
        return body -> dialect.read(new Call(ADMIN, SelfCommunityContract.NO_LANGUAGE, body));
    }

    private static String tags(Random random) {
        return random.nextInt(5) == 0
                ? "null"
                : IntStream.range(0, random.nextInt(30))
                        .mapToObj(i -> 1 + random.nextLong((1L << 53) - 1))
                        .map(tag -> random.nextBoolean() ? String.valueOf(tag) : "\"" + tag + "\"")
                        .collect(Collectors.joining(",", "[", "]"));
    }

    private static String picture(Random random) {
        byte[] bytes = new byte[8 + random.nextInt(200)];
        random.nextBytes(bytes);
        byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
        System.arraycopy(signature, 0, bytes, 0, signature.length);
        return Values.json(
                (random.nextBoolean() ? "data:" : "") + "image/png;base64,"
                        + Base64.getEncoder().encodeToString(bytes),
                random);
    }
}
