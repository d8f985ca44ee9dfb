package signup.registration.credential;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The users' password hashes. Of several for one user, the one chosen last wins, in whatever order they come. */
public interface Credentials {

    /** A password, hashed. */
    record Hashed(UUID sub, String hash, Instant chosenAt) {

        @Override
        public String toString() {
            return "Hashed[" + sub + "]";
        }
    }

    /** Which of these users exist, and when the password was chosen that they have. */
    Mono<Map<UUID, Optional<Instant>>> chosenAt(Collection<UUID> subs);

    /** Stores those that are newer than what is there; at most one a user. */
    Mono<Void> store(List<Hashed> credentials);

    /** Marks the credential of these users as failed, unless they have one. */
    Mono<Void> fail(Collection<UUID> subs);
}
