package signup.ingress.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import signup.ingress.dialect.Violation.Rule;
import signup.ingress.json.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random bodies of a dialect, right by construction or wrong in exactly one way. Whoever sees one fail gets its seed; {@code
 * -Dbodies.seed} makes the same again.
 */
public final class RandomBodies {

    private static final long SEED = Long.getLong("bodies.seed", System.nanoTime());
    private static final int TRIES = Integer.getInteger("bodies.tries", 400);

    /**
     * A member of the body.
     *
     * @param right makes a value that is fine, as JSON text
     * @param wrongs values that each break one rule, as JSON text
     */
    public record Field(String name, boolean required, Function<Random, String> right, List<Wrong> wrongs) {

        public static Field required(String name, Function<Random, String> right, Wrong... wrongs) {
            return new Field(name, true, right, List.of(wrongs));
        }

        public static Field optional(String name, Function<Random, String> right, Wrong... wrongs) {
            return new Field(name, false, right, List.of(wrongs));
        }
    }

    /** A way to break a rule; {@code json} makes null to leave the member out. */
    public record Wrong(Rule rule, Function<Random, String> json) {

        public static Wrong of(Rule rule, String... json) {
            return new Wrong(rule, random -> json[random.nextInt(json.length)]);
        }

        public static Wrong of(Rule rule, Function<Random, String> json) {
            return new Wrong(rule, json);
        }

        public static Wrong absent(Rule rule) {
            return new Wrong(rule, random -> null);
        }
    }

    private RandomBodies() {}

    /** Every right body is understood. */
    public static void areUnderstood(List<Field> fields, Function<ObjectNode, Reading> reader) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Random random = new Random(SEED + attempt);
            String body = body(values(fields, random), random);
            assertThat(outcome(reader.apply(read(body))))
                    .as(story(attempt, body))
                    .isEqualTo("understood");
        }
    }

    /** Of a body that breaks one rule exactly that is told. */
    public static void areRefusedForTheirOneFault(List<Field> fields, Function<ObjectNode, Reading> reader) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Random random = new Random(SEED + attempt);
            List<Map.Entry<Field, Wrong>> all = fields.stream()
                    .flatMap(field -> field.wrongs().stream().map(wrong -> Map.entry(field, wrong)))
                    .toList();
            Map.Entry<Field, Wrong> broken = all.get(random.nextInt(all.size()));
            List<Map.Entry<String, String>> members = values(fields, random);
            String name = broken.getKey().name();
            members.removeIf(member -> member.getKey().equals(name));
            String wrong = broken.getValue().json().apply(random);
            if (wrong != null) {
                members.add(Map.entry(name, wrong));
            }
            String body = body(members, random);
            assertThat(outcome(reader.apply(read(body))))
                    .as(story(attempt, body))
                    .isEqualTo(List.of(name + " " + broken.getValue().rule()).toString());
        }
    }

    private static String outcome(Reading reading) {
        if (!(reading instanceof Reading.Refused refused)) {
            return "understood";
        }
        return refused.refusal() instanceof Refusal.Violated violated
                ? violated.violations().stream()
                        .map(violation -> violation.field() + " " + violation.rule())
                        .toList()
                        .toString()
                : refused.refusal().toString();
    }

    private static List<Map.Entry<String, String>> values(List<Field> fields, Random random) {
        List<Map.Entry<String, String>> values = new ArrayList<>();
        for (Field field : fields) {
            if (field.required() || random.nextBoolean()) {
                values.add(Map.entry(field.name(), field.right().apply(random)));
            }
        }
        return values;
    }

    /** In any order, with any space between, and with members before that a later one of their name makes void. */
    private static String body(List<Map.Entry<String, String>> members, Random random) {
        List<Map.Entry<String, String>> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, random);
        if (!shuffled.isEmpty() && random.nextInt(4) == 0) {
            shuffled.add(
                    0, Map.entry(shuffled.get(random.nextInt(shuffled.size())).getKey(), "[false]"));
        }
        return (random.nextInt(8) == 0 ? "\uFEFF" : "")
                + shuffled.stream()
                        .map(member -> Values.json(member.getKey(), random) + space(random) + ":" + space(random)
                                + member.getValue())
                        .collect(Collectors.joining(space(random) + "," + space(random), "{", space(random) + "}"));
    }

    private static String space(Random random) {
        return Arrays.asList("", "", " ", "\n", "\t\r\n  ").get(random.nextInt(5));
    }

    private static ObjectNode read(String body) {
        return Json.readObject(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String story(int attempt, String body) {
        String shown = body.length() > 2_000 ? body.substring(0, 2_000) + "…" : body;
        return "-Dbodies.seed=" + (SEED + attempt) + " -Dbodies.tries=1: " + shown.replace("%", "%%");
    }
}
