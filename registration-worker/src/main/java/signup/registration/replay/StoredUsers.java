package signup.registration.replay;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import signup.registration.model.User;

/** All users, to be gone through. */
public interface StoredUsers {

    /**
     * The users after that one, by {@code sub}, which is as good as random; at most so many. Fails as {@link
     * signup.registration.application.Users#inOneTransaction} does.
     *
     * @param after the last one of the page before; null for the first page
     */
    Mono<List<User>> page(@Nullable UUID after, int size);
}
