package signup.acceptance.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import signup.acceptance.Captcha;
import signup.acceptance.Person;

/**
 * Fills the placeholders <code>${name argument}</code> of one row. What is fresh is fresh for each row and the same in all of
 * it. Used by one thread.
 */
final class Values {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z_]+)(?: ([^}]*))?}");

    private final Map<String, String> known = new HashMap<>();
    private final Map<String, Function<String, byte[]>> makers = new HashMap<>();

    /** @param stack makes what only a running system can make */
    Values(StackValues stack) {
        maker("bytes", hex -> HexFormat.ofDelimiter(" ").parseHex(hex));
        maker("repeat", argument -> {
            String[] countAndText = argument.split(" ", 2);
            return utf8(countAndText[1].repeat(Integer.parseInt(countAndText[0])));
        });
        maker("basic", pair -> utf8("Basic " + Base64.getEncoder().encodeToString(utf8(pair))));
        maker("api", none -> utf8(stack.api()));
        maker("bearer", role -> utf8("Bearer " + stack.token(role)));
        maker("jwt", description -> utf8(BearerToken.of(description)));
        maker("invite", terms -> utf8(code(stack, "invite", terms)));
        maker("own_invite", none -> utf8(code(stack, "invite", "email=guest." + fresh("user", "") + "@example.org")));
        maker("lower_invite", terms -> utf8(code(stack, "invite", terms).toLowerCase(Locale.ROOT)));
        maker("promo", terms -> utf8(code(stack, "promo", terms)));
        maker("user", number -> utf8(fresh("user", number)));
        maker("captcha", number -> utf8(captcha(stack, number, "captcha")));
        maker("answer", number -> utf8(captcha(stack, number, "answer")));
        maker("lower", name -> utf8(known.get(name).toLowerCase(Locale.ROOT)));
        maker("link", number -> utf8(stack.linkTo(fresh("user", number) + "@example.org")));
        maker(
                "proof",
                number -> utf8(known.computeIfAbsent(
                        "proof " + number, first -> stack.proof().payload())));
        maker("wrong_proof", none -> utf8(stack.proof().withAnotherNumber().payload()));
        maker("prolonged_proof", none -> utf8(stack.proof().prolonged().payload()));
        maker("forged_proof", none -> utf8(stack.proof().signedByAnother().payload()));
        maker("expired_proof", none -> utf8(stack.expiredProof().payload()));
    }

    /** What an answer held, for the requests and answers that follow in the row. */
    void put(String name, String value) {
        known.put(name, value);
    }

    String text(String template) {
        return new String(bytes(template), StandardCharsets.UTF_8);
    }

    byte[] bytes(String template) {
        ByteArrayOutputStream filled = new ByteArrayOutputStream();
        Matcher placeholder = PLACEHOLDER.matcher(template);
        int from = 0;
        while (placeholder.find()) {
            filled.writeBytes(utf8(template.substring(from, placeholder.start())));
            filled.writeBytes(value(placeholder.group(1), placeholder.group(2) == null ? "" : placeholder.group(2)));
            from = placeholder.end();
        }
        filled.writeBytes(utf8(template.substring(from)));
        return filled.toByteArray();
    }

    private byte[] value(String name, String argument) {
        if (makers.containsKey(name)) {
            return makers.get(name).apply(argument);
        }
        if (!argument.isEmpty() || !known.containsKey(name)) {
            throw new AssertionError("No value ${" + name + (argument.isEmpty() ? "" : " " + argument) + "}");
        }
        return utf8(known.get(name));
    }

    private String fresh(String name, String number) {
        return known.computeIfAbsent(
                name + " " + number, first -> Person.fresh().name());
    }

    private String code(StackValues stack, String kind, String terms) {
        return known.computeIfAbsent(kind + " " + terms, first -> stack.code(kind, terms));
    }

    private String captcha(StackValues stack, String number, String part) {
        String key = part + " " + number;
        if (!known.containsKey(key)) {
            Captcha captcha = stack.captcha();
            known.put("captcha " + number, captcha.token());
            known.put("answer " + number, captcha.answer());
        }
        return known.get(key);
    }

    private void maker(String name, Function<String, byte[]> maker) {
        makers.put(name, maker);
    }

    /** The names of the row's fresh persons. */
    Set<String> persons() {
        return known.entrySet().stream()
                .filter(value -> value.getKey().startsWith("user "))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
