package signup.ingress.status;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** The users who were ever owed a mail; nobody else has a link. */
public interface MailedUsers {

    /** Whether there is one whose {@code sub} is one of these two or between them; fails when it cannot be said in time. */
    Mono<Boolean> existsBetween(UUID first, UUID last);
}
