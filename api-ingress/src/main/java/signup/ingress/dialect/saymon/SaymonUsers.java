package signup.ingress.dialect.saymon;

import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import signup.ingress.status.KnownUsers;

/** The users by SAYMON's ids, which are MongoDB's: 24 hex digits, the first of the {@code sub}. */
final class SaymonUsers {

    private static final Logger log = LoggerFactory.getLogger(SaymonUsers.class);

    private static final int ID_LENGTH = 24;
    private static final Pattern ID =
            Pattern.compile("([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})");

    private final KnownUsers known;

    SaymonUsers(KnownUsers known) {
        this.known = known;
    }

    static String idOf(UUID sub) {
        return sub.toString().replace("-", "").substring(0, ID_LENGTH);
    }

    /**
     * Whether there is a user of that id. Never fails: while it cannot be told there may be one, and
     * what is wrong with the token holds all the same.
     */
    Mono<Boolean> contain(String id) {
        return ID.matcher(id).matches()
                ? known.existsBetween(sub(id, "00000000"), sub(id, "ffffffff")).onErrorResume(failure -> {
                    log.warn(
                            "Whether a user is known cannot be read: {}",
                            failure.getClass().getName());
                    return Mono.just(true);
                })
                : Mono.just(false);
    }

    private static UUID sub(String id, String rest) {
        return UUID.fromString(ID.matcher(id).replaceFirst("$1-$2-$3-$4-$5") + rest);
    }
}
