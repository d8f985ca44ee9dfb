package signup.local.fuzz;

import static signup.local.fuzz.Nasties.oneOf;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Ways to spoil a request. */
final class Mutations {

    private static final int MOST = 3;
    private static final int UNTOUCHED_OF = 40;
    private static final List<String> ENCODINGS = List.of("UTF-16", "UTF-16LE", "ISO-8859-1", "UTF-32");

    private static final List<BiFunction<Draft, RandomGenerator, Draft>> OF_MEMBERS = List.of(
            Mutations::otherValue,
            Mutations::otherValue,
            Mutations::otherValue,
            Mutations::anotherMember,
            Mutations::memberTwice,
            Mutations::withoutMember,
            Mutations::renamed,
            Mutations::manyMembers);

    private static final List<BiFunction<Draft, RandomGenerator, Draft>> OF_BODIES = List.of(
            Mutations::flipped,
            Mutations::flipped,
            Mutations::truncated,
            Mutations::inserted,
            Mutations::encoded,
            (draft, random) -> draft.body(new byte[0]),
            (draft, random) -> draft.body(oneOf(Nasties.VALUES, random).getBytes(StandardCharsets.UTF_8)),
            (draft, random) -> draft.body(joined(draft.body(), draft.body())),
            (draft, random) -> draft.body(joined("\uFEFF".getBytes(StandardCharsets.UTF_8), draft.body())),
            Mutations::enormous);

    private static final List<BiFunction<Draft, RandomGenerator, Draft>> OF_HEADS = List.of(
            Mutations::otherHeader,
            Mutations::otherHeader,
            Mutations::anotherHeader,
            Mutations::headerOfAnything,
            Mutations::withoutHeader,
            Mutations::manyHeaders,
            Mutations::otherMethod,
            (draft, random) -> withTarget(draft, draft.target + oneOf(Nasties.TAILS, random)),
            (draft, random) -> withTarget(draft, draft.target.replaceFirst("[a-z]", "%" + hex(draft.target))),
            (draft, random) -> withTarget(draft, oneOf(Nasties.TARGETS, random)),
            Mutations::otherVersion,
            Mutations::framed);

    private Mutations() {}

    /** The request, spoilt in some ways or, now and then, in none. */
    static OddRequest of(Draft draft, RandomGenerator random) {
        if (random.nextInt(UNTOUCHED_OF) == 0) {
            return draft.finished();
        }
        Draft spoilt = draft;
        for (int i = random.nextInt(MOST); i >= 0; i--) {
            spoilt = ways(spoilt, random).apply(spoilt, random);
        }
        OddRequest request = spoilt.finished();
        return random.nextInt(UNTOUCHED_OF) == 0 ? broken(request, random) : request;
    }

    private static BiFunction<Draft, RandomGenerator, Draft> ways(Draft draft, RandomGenerator random) {
        int way = random.nextInt(10);
        if (!draft.members.isEmpty() && way < 5) {
            return oneOf(OF_MEMBERS, random);
        }
        return draft.method.equals("POST") && way < 7 ? oneOf(OF_BODIES, random) : oneOf(OF_HEADS, random);
    }

    private static Draft otherValue(Draft draft, RandomGenerator random) {
        int at = random.nextInt(draft.members.size());
        draft.members.set(at, Map.entry(draft.members.get(at).getKey(), oneOf(Nasties.VALUES, random)));
        return draft;
    }

    private static Draft anotherMember(Draft draft, RandomGenerator random) {
        return draft.member(oneOf(Nasties.NAMES, random), oneOf(Nasties.VALUES, random));
    }

    private static Draft memberTwice(Draft draft, RandomGenerator random) {
        Map.Entry<String, String> member = oneOf(draft.members, random);
        return random.nextBoolean()
                ? draft.member(member.getKey(), member.getValue())
                : draft.member(member.getKey(), oneOf(Nasties.VALUES, random));
    }

    private static Draft withoutMember(Draft draft, RandomGenerator random) {
        draft.members.remove(random.nextInt(draft.members.size()));
        return draft.members.isEmpty() ? draft.body("{}".getBytes(StandardCharsets.UTF_8)) : draft;
    }

    private static Draft renamed(Draft draft, RandomGenerator random) {
        int at = random.nextInt(draft.members.size());
        draft.members.set(
                at,
                Map.entry(oneOf(Nasties.NAMES, random), draft.members.get(at).getValue()));
        return draft;
    }

    private static Draft manyMembers(Draft draft, RandomGenerator random) {
        int many = random.nextInt(50) == 0 ? 100_000 : 200;
        for (int i = 0; i < many; i++) {
            draft.member("m" + i, "0");
        }
        return draft;
    }

    private static Draft flipped(Draft draft, RandomGenerator random) {
        byte[] body = draft.body().clone();
        for (int i = random.nextInt(8); i >= 0 && body.length > 0; i--) {
            body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return draft.body(body);
    }

    private static Draft truncated(Draft draft, RandomGenerator random) {
        byte[] body = draft.body();
        return draft.body(Arrays.copyOf(body, random.nextInt(body.length + 1)));
    }

    private static Draft inserted(Draft draft, RandomGenerator random) {
        byte[] body = draft.body();
        int at = random.nextInt(body.length + 1);
        byte[] nasty = oneOf(Nasties.VALUES, random).getBytes(StandardCharsets.UTF_8);
        return draft.body(joined(joined(Arrays.copyOf(body, at), nasty), Arrays.copyOfRange(body, at, body.length)));
    }

    private static Draft encoded(Draft draft, RandomGenerator random) {
        String text = new String(draft.body(), StandardCharsets.UTF_8);
        return draft.body(text.getBytes(Charset.forName(oneOf(ENCODINGS, random))));
    }

    /** Seldom, because each costs both sides much. */
    private static Draft enormous(Draft draft, RandomGenerator random) {
        if (random.nextInt(20) > 0) {
            return truncated(draft, random);
        }
        byte[] body = new byte[random.nextInt(2 << 20)];
        Arrays.fill(body, (byte) (random.nextBoolean() ? '[' : ' '));
        return draft.body(body);
    }

    private static Draft otherHeader(Draft draft, RandomGenerator random) {
        String[] header = oneOf(Nasties.HEADERS, random);
        draft.headers.removeIf(one -> one.getKey().equalsIgnoreCase(header[0]));
        return draft.header(header[0], header[1]);
    }

    private static Draft anotherHeader(Draft draft, RandomGenerator random) {
        String[] header = oneOf(Nasties.HEADERS, random);
        draft.headers.add(random.nextInt(draft.headers.size() + 1), Map.entry(header[0], header[1]));
        return draft;
    }

    private static Draft headerOfAnything(Draft draft, RandomGenerator random) {
        String name = oneOf(Nasties.READ_HEADERS, random);
        String value = random.ints(random.nextInt(12), 0, Nasties.PUNCTUATION.length())
                .mapToObj(i -> Nasties.PUNCTUATION.substring(i, i + 1))
                .collect(Collectors.joining());
        draft.headers.removeIf(header -> header.getKey().equalsIgnoreCase(name));
        return draft.header(name, value);
    }

    private static Draft withoutHeader(Draft draft, RandomGenerator random) {
        if (!draft.headers.isEmpty()) {
            draft.headers.remove(random.nextInt(draft.headers.size()));
        }
        return draft;
    }

    private static Draft manyHeaders(Draft draft, RandomGenerator random) {
        for (int i = random.nextInt(400); i >= 0; i--) {
            draft.header("X-" + i, "x");
        }
        return draft;
    }

    private static Draft otherMethod(Draft draft, RandomGenerator random) {
        draft.method = random.nextInt(10) == 0
                ? "M" + Long.toString(random.nextLong(1L << 40), Character.MAX_RADIX)
                : oneOf(Nasties.METHODS, random);
        return draft;
    }

    private static Draft otherVersion(Draft draft, RandomGenerator random) {
        draft.version = oneOf(Nasties.VERSIONS, random);
        return draft.endIsUnclear();
    }

    private static Draft framed(Draft draft, RandomGenerator random) {
        String[] header = oneOf(Nasties.FRAMING, random);
        return draft.header(header[0], header[1]).endIsUnclear();
    }

    private static Draft withTarget(Draft draft, String target) {
        draft.target = target;
        return draft;
    }

    /** No longer a request at all: its bytes flipped, cut, or not what HTTP ends lines with. */
    private static OddRequest broken(OddRequest request, RandomGenerator random) {
        byte[] bytes = request.bytes().clone();
        switch (random.nextInt(5)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 ->
                bytes = new String(bytes, StandardCharsets.ISO_8859_1)
                        .replace("\r\n", "\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
            case 2 -> random.nextBytes(bytes);
            case 3 -> bytes = joined("\r\n\r\n".getBytes(StandardCharsets.US_ASCII), bytes);
            default -> {
                for (int i = random.nextInt(20); i >= 0; i--) {
                    bytes[random.nextInt(Math.min(300, bytes.length))] = (byte) random.nextInt();
                }
            }
        }
        return new OddRequest(bytes, request.toHead(), false);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static String hex(String target) {
        return target.chars()
                .filter(c -> c >= 'a' && c <= 'z')
                .mapToObj(Integer::toHexString)
                .findFirst()
                .orElse("61");
    }
}
