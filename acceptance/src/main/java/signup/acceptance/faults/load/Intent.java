package signup.acceptance.faults.load;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A signup that a client wants.
 *
 * @param number tells it from others
 * @param path where it goes, by its dialect
 * @param body the signup
 * @param otherBody another one, for the same idempotency key
 * @param key the idempotency key; null for none
 * @param patient whether the client waits for the decision
 */
public record Intent(
        int number,
        Kind kind,
        String path,
        String body,
        String otherBody,
        @Nullable String key,
        boolean patient) {

    /** The real name that the installation's database is told to refuse. */
    public static final String UNSTORABLE_NAME = "refused by the database";

    private static final String FIRST_DIALECT = "/api/v2/sso/signup/";
    private static final String SECOND_DIALECT = "/api/v2/account/create/";
    private static final int RECENT = 300;

    /** Makes the next one, which may collide with former ones. */
    static Intent next(int number, RandomGenerator random, List<String> names) {
        Kind kind = Kind.any(random);
        String name = "f" + number + "-" + Integer.toString(random.nextInt(36 * 36 * 36), 36);
        String former =
                names.isEmpty() ? name : names.get(names.size() - 1 - random.nextInt(Math.min(RECENT, names.size())));
        String username = kind == Kind.SAME_USERNAME ? former : name;
        String email = (kind == Kind.SAME_EMAIL ? former : name) + "@faults.example";
        boolean second = kind == Kind.WITH_MAIL;
        if (kind == Kind.PLAIN || kind == Kind.WITH_PASSWORD || second) {
            names.add(name);
        }
        return new Intent(
                number,
                kind,
                second ? SECOND_DIALECT : FIRST_DIALECT,
                body(kind, username, email, random),
                body(kind, username, "other-" + email, random),
                kind.isKeyed() ? "key-" + name : null,
                random.nextInt(10) > 0);
    }

    private static String body(Kind kind, String username, String email, RandomGenerator random) {
        boolean second = kind == Kind.WITH_MAIL;
        boolean withPassword = second || kind == Kind.WITH_PASSWORD || kind.isKeyed() && random.nextBoolean();
        StringBuilder json = new StringBuilder("{\"username\":\"")
                .append(kind == Kind.INVALID ? "not a username!" : username)
                .append("\",\"email\":\"")
                .append(email)
                .append('"');
        if (!second) {
            json.append(",\"ext_id\":\"ext-").append(email).append('"');
        }
        if (withPassword) {
            json.append(",\"password\":\"Pa55word-of-").append(username).append('"');
        }
        if (kind == Kind.UNSTORABLE) {
            json.append(",\"real_name\":\"").append(UNSTORABLE_NAME).append('"');
        }
        return json.append('}').toString();
    }
}
