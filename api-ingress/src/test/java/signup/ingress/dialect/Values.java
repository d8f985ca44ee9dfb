package signup.ingress.dialect;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import signup.ingress.dialect.RandomBodies.Wrong;
import signup.ingress.dialect.Violation.Rule;

/** Random JSON values of the kinds that dialects know. */
public final class Values {

    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final List<String> LETTERS = List.of(
            "a",
            "Z",
            "é",
            "e\u0301",
            "ß",
            "ø",
            "Ж",
            "ω",
            "李",
            "한",
            "あ",
            "ש",
            "ع",
            "ह",
            "\uD83D\uDE00",
            "\uD835\uDC00",
            "ﬁ",
            "Å",
            "'",
            "-",
            ".",
            "\"",
            "\\",
            "/",
            "<",
            "&",
            "{0}",
            "%s",
            "1");
    private static final List<String> SPACES = List.of("", "", "", " ", "  ", "\t", "\u00A0", "\u2003", "\r\n");

    private Values() {}

    /** Text of so many characters at most, perhaps with space around it. */
    public static Function<Random, String> text(int longest) {
        return random -> {
            String text = "";
            int wanted = 1 + random.nextInt(random.nextInt(10) == 0 ? longest : Math.min(longest, 20));
            while (Text.length(text) < wanted) {
                String next = text + LETTERS.get(random.nextInt(LETTERS.size()));
                if (Text.length(next) > longest) {
                    break;
                }
                text = next;
            }
            return json(space(random) + text + space(random), random);
        };
    }

    /** Of these characters. */
    public static Function<Random, String> ascii(String more, int longest) {
        return random ->
                json(space(random) + some(PLAIN + more, 1 + random.nextInt(longest), random) + space(random), random);
    }

    /** A password that has three classes at least, and is not trimmed. */
    public static Function<Random, String> password(int shortest, int longest) {
        return random -> json(
                "aA1" + some(PLAIN + " !é漢", shortest - 3 + random.nextInt(longest - shortest + 1), random), random);
    }

    public static Function<Random, String> email() {
        return random -> {
            String local = some("abcXYZ019", 1 + random.nextInt(20), random)
                    + (random.nextBoolean()
                            ? "." + some("abc!#$%&'*+/=?^_`{|}~-é李", 1 + random.nextInt(8), random)
                            : "");
            String domain = IntStream.rangeClosed(0, random.nextInt(3))
                    .mapToObj(label ->
                            "l" + some("abcXYZ019", random.nextInt(30), random) + (random.nextInt(4) == 0 ? "é" : ""))
                    .collect(Collectors.joining("."));
            return json(
                    space(random) + local + "@" + domain + "." + some("abcxyz", 2 + random.nextInt(5), random), random);
        };
    }

    public static Function<Random, String> url() {
        return random -> json(
                (random.nextBoolean() ? "https://" : "HTTP://") + some(PLAIN, 1 + random.nextInt(20), random)
                        + ".example:" + random.nextInt(65_536) + "/"
                        + some(PLAIN + "/-._~?=&", random.nextInt(50), random),
                random);
    }

    public static Function<Random, String> oneOf(String... json) {
        return random -> json[random.nextInt(json.length)];
    }

    /** More characters than these. */
    public static Wrong tooLong(int longest) {
        return Wrong.of(Rule.MAX_LENGTH, random -> json(some(PLAIN, longest + 1 + random.nextInt(50), random), random));
    }

    public static Wrong blank() {
        return Wrong.of(Rule.BLANK, "\"\"", "\" \"", "\"\\t\\r\\n\"", "\"\u00A0\u2003\"", "\"\\u00a0\"");
    }

    public static Wrong notText() {
        return Wrong.of(Rule.NOT_TEXT, "true", "[]", "{}", "[\"a\"]", "{\"a\":\"b\"}");
    }

    public static Wrong isNull(Rule rule) {
        return Wrong.of(rule, "null");
    }

    /** Text with something in it that no text may have. */
    public static Wrong characters() {
        return Wrong.of(
                Rule.CHARACTERS,
                "\"a\\u0000b\"",
                "\"a\\u0007b\"",
                "\"a\\nb\"",
                "\"a\\u007fb\"",
                "\"a\\u0085b\"",
                "\"a\\ud800b\"",
                "\"a\\udc00\\ud800b\"",
                "\"a\\u202eb\"",
                "\"a\u202Eb\"",
                "\"a\\u2066b\"",
                "\"a\\u2028b\"");
    }

    /** Text that would look like another identity. */
    public static Wrong unseen() {
        return Wrong.of(
                Rule.CHARACTERS,
                "\"a\\u200bb\"",
                "\"a\u200Db\"",
                "\"a\\ufeffb\"",
                "\"a\\u00adb\"",
                "\"a\\u3164b\"",
                "\"a\uE000b\"");
    }

    public static Wrong notEmail() {
        return Wrong.of(
                Rule.NOT_EMAIL,
                "\"a\"",
                "\"a@b\"",
                "\"@b.example\"",
                "\"a@\"",
                "\"a b@c.example\"",
                "\"a@b@c.example\"",
                "\"a..b@c.example\"",
                "\"\\\"a\\\"@c.example\"",
                "\"a@[1.2.3.4]\"",
                "\"a@1.2.3.4\"",
                "\"a@-c.example\"",
                "\"a@c_d.example\"",
                "\"" + "a".repeat(65) + "@c.example\"",
                "\"a@" + "c".repeat(64) + ".example\"",
                "\"a\\u200bb@c.example\"");
    }

    public static Wrong notUrl() {
        return Wrong.of(
                Rule.NOT_URL,
                "\"a\"",
                "\"/a\"",
                "\"ftp://a.example\"",
                "\"javascript:alert(1)\"",
                "\"http://\"",
                "\"http://u:p@a.example\"",
                "\"http://a b.example\"",
                "\"//a.example\"");
    }

    /** The text as JSON: what may stand as it is sometimes escaped all the same. */
    public static String json(String text, Random random) {
        StringBuilder json = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\' && random.nextBoolean()) {
                json.append('\\').append((char) c);
            } else if (c < 0x20 || c == '\\' || random.nextInt(6) == 0) {
                for (char unit : Character.toChars(c)) {
                    json.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) unit));
                }
            } else {
                json.appendCodePoint(c);
            }
        });
        return json.append('"').toString();
    }

    private static String some(String of, int count, Random random) {
        int[] characters = of.codePoints().toArray();
        return IntStream.range(0, count)
                .mapToObj(i -> Character.toString(characters[random.nextInt(characters.length)]))
                .collect(Collectors.joining());
    }

    private static String space(Random random) {
        return SPACES.get(random.nextInt(SPACES.size()));
    }
}
