package signup.acceptance.conformance;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a specification: what is sent, what is answered, what it does.
 *
 * @param section the heading that it stands under
 * @param name what it shows, in words
 * @param line where it stands in its file
 * @param exchanges one after the other; only the last must say its whole answer
 */
record Row(String section, String name, int line, List<Exchange> exchanges) {

    /**
     * A request and what is expected of it. Texts hold placeholders, as {@link Values} fills them.
     *
     * @param deployment the ingress that it goes to; null for the stack's own
     * @param headers by name
     * @param body null for none
     */
    record Exchange(
            @Nullable String deployment,
            String method,
            String path,
            Map<String, String> headers,
            @Nullable String body,
            Expected expected) {}

    /**
     * What is expected of an exchange.
     *
     * @param headers by name; null for one that must not be there
     * @param body null where it is not looked at
     * @param effects what is to be found afterwards; empty where nobody looks
     */
    record Expected(
            int status,
            Map<String, @Nullable String> headers,
            @Nullable String body,
            List<Effect> effects) {}

    /** What a request did beyond its answer. */
    sealed interface Effect {

        /** No user, no event, no mail. */
        record Nothing() implements Effect {}

        /**
         * One user in PostgreSQL and one {@code UserCreated}, both with these members; no mail but those that stand beside.
         *
         * @param members a JSON object
         */
        record User(String members) implements Effect {}

        /** One mail to the user, sent. */
        record Mail(String purpose, String locale) implements Effect {}
    }
}
