package signup.acceptance;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Somebody who signs up, with values that nobody has had before. */
public record Person(String name) {

    static final String PASSWORD = "Correct-Horse-9";

    /** Somebody new. */
    public static Person fresh() {
        return new Person("p" + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36));
    }

    /** What it signs up as. */
    public String username() {
        return name;
    }

    /** Where it reads its mail. */
    public String email() {
        return name + "@example.org";
    }

    String extId() {
        return "ext-" + name;
    }

    /** The placeholders of the example requests that are a person's. */
    Map<String, String> placeholders() {
        return Map.of(
                "username", username(), "login", username(), "email", email(), "ext_id", extId(), "password", PASSWORD);
    }
}
