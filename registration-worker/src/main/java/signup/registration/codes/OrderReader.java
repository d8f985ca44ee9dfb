package signup.registration.codes;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import signup.registration.model.CodeKind;
import signup.schemas.MailAddress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads an order of codes, and remembers everything that is wrong with it. For one order. */
final class OrderReader {

    static final int MOST_CODES = 1_000;

    private static final int MOST_USES = 1_000_000_000;
    private static final int MOST_TAGS = 1_000;
    private static final long LARGEST_TAG = (1L << 53) - 1;
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");
    private static final List<String> ROLES = List.of("admin", "moderator", "editor");
    private static final Set<String> OF_INVITES =
            Set.of("code", "count", "uses", "expires_at", "email", "role", "tags");
    private static final Set<String> OF_PROMOS = Set.of("code", "count", "uses", "valid_from", "expires_at");

    private final CodeKind kind;
    private final ObjectNode body;
    private final Instant now;
    private final List<Problem.Error> errors = new ArrayList<>();

    OrderReader(CodeKind kind, ObjectNode body, Instant now) {
        this.kind = kind;
        this.body = body;
        this.now = now;
    }

    CodeOrder.Reading read() {
        refuseOthers();
        String name = text("code", "a code", this::name);
        int count = count(name);
        Integer uses = integer("uses", MOST_USES);
        Instant validFrom = kind == CodeKind.PROMO ? time("valid_from") : null;
        Instant expiresAt = expiry(validFrom);
        boolean invite = kind == CodeKind.INVITE;
        Terms terms = new Terms(
                uses == null && invite ? Integer.valueOf(1) : uses,
                validFrom,
                expiresAt,
                invite ? text("email", "an e-mail address", OrderReader::email) : null,
                invite ? text("role", "a role", OrderReader::role) : null,
                invite ? tags() : List.of());
        return errors.isEmpty()
                ? new CodeOrder.Understood(new CodeOrder(name, count, terms))
                : new CodeOrder.Wrong(errors);
    }

    private void refuseOthers() {
        Set<String> known = kind == CodeKind.INVITE ? OF_INVITES : OF_PROMOS;
        body.propertyNames().stream()
                .filter(member -> !known.contains(member))
                .forEach(member -> fail(member, "There is no such member; there are " + sorted(known) + "."));
    }

    private int count(@Nullable String name) {
        Integer count = integer("count", MOST_CODES);
        if (name != null && count != null && count > 1) {
            fail("count", "A code that is given a name is one.");
        }
        return count == null ? 1 : count;
    }

    private @Nullable Instant expiry(@Nullable Instant validFrom) {
        Instant expiresAt = time("expires_at");
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            fail("expires_at", "This time has passed.");
        } else if (expiresAt != null && validFrom != null && !expiresAt.isAfter(validFrom)) {
            fail("expires_at", "This is not after valid_from.");
        }
        return expiresAt;
    }

    private List<Long> tags() {
        JsonNode node = given("tags");
        if (node == null) {
            return List.of();
        }
        if (!node.isArray() || node.size() > MOST_TAGS) {
            fail("tags", "This must be a list of at most " + MOST_TAGS + " positive integers.");
            return List.of();
        }
        List<Long> tags = new ArrayList<>();
        for (JsonNode tag : node) {
            if (!tag.isIntegralNumber()
                    || !tag.canConvertToLong()
                    || tag.longValue() <= 0
                    || tag.longValue() > LARGEST_TAG) {
                fail("tags", "This must be a list of positive integers below 2^53.");
                return List.of();
            }
            tags.add(tag.longValue());
        }
        return tags.stream().distinct().toList();
    }

    private @Nullable Integer integer(String member, int most) {
        JsonNode node = given(member);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 1 || node.intValue() > most) {
            fail(member, "This must be a whole number from 1 to " + most + ".");
            return null;
        }
        return node.intValue();
    }

    private @Nullable Instant time(String member) {
        return text(member, "a time", OrderReader::instant);
    }

    /** The value that the text stands for; {@code reading} gives null when it stands for none. */
    private <T> @Nullable T text(String member, String what, Function<String, @Nullable T> reading) {
        JsonNode node = given(member);
        if (node == null) {
            return null;
        }
        T value = node.isString() ? reading.apply(node.stringValue().strip()) : null;
        if (value == null) {
            fail(member, "This must be " + what + ": " + hint(member) + ".");
        }
        return value;
    }

    private static String hint(String member) {
        return switch (member) {
            case "code" -> "3 to 64 letters, digits, dashes and underscores, a letter or digit first";
            case "email" -> "such as ada@example.org";
            case "role" -> String.join(", ", ROLES);
            default -> "such as 2026-12-31T23:59:59Z";
        };
    }

    private @Nullable String name(String text) {
        return CodeNames.isPossible(text) ? text : null;
    }

    private static @Nullable String email(String text) {
        return MailAddress.parse(text).isPresent() ? text : null;
    }

    private static @Nullable String role(String text) {
        return ROLES.contains(text) ? text : null;
    }

    private static @Nullable Instant instant(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            return time.isBefore(Instant.EPOCH) || time.isAfter(END_OF_TIME) ? null : time;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private @Nullable JsonNode given(String member) {
        JsonNode node = body.get(member);
        return node == null || node.isNull() ? null : node;
    }

    private void fail(String member, String detail) {
        errors.add(new Problem.Error("#/" + member.replace("~", "~0").replace("/", "~1"), detail));
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }
}
