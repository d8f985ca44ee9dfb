package signup.ingress.avatar;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** The users' avatars. */
interface Avatars {

    /**
     * The avatar of the user with that {@code sub}; fails when it cannot be said in time.
     *
     * @param known entity tags of those that whoever asks has: their bytes are not read
     */
    Mono<Avatar> find(UUID sub, EntityTags known);
}
