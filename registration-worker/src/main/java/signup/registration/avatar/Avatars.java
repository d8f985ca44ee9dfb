package signup.registration.avatar;

import java.time.Duration;
import java.util.Collection;
import reactor.core.publisher.Mono;

/**
 * The table of avatars, which is also the queue. Every method is one statement. Times are the database's. Safe to use from
 * several threads and instances.
 */
public interface Avatars {

    /** How a picture was given; each kind has a queue of its own, so that no fetch holds up what needs none. */
    enum Origin {
        INLINE,
        URL
    }

    /**
     * Claims the avatar that has been due for longest; until the lease has ended nobody else gets it. A claim counts as an
     * attempt, so that a picture on which workers die is given up in the end.
     *
     * @param busyHosts whose pictures are left out
     * @return empty when none is due
     */
    Mono<WaitingAvatar> claim(Origin origin, Collection<String> busyHosts, Duration lease);

    /** Stores the avatar and forgets the picture; whether the claim still held. */
    Mono<Boolean> ready(WaitingAvatar avatar, byte[] png, String etag);

    /** Has it claimed again after the delay; whether the claim still held. */
    Mono<Boolean> retry(WaitingAvatar avatar, AvatarFailure reason, Duration delay);

    /** Gives it up and forgets the picture; whether the claim still held. */
    Mono<Boolean> fail(WaitingAvatar avatar, AvatarFailure reason);

    Mono<Backlog> backlog();

    /**
     * What waits to be made.
     *
     * @param depth how many
     * @param oldest since when the oldest; zero when there is none
     */
    record Backlog(long depth, Duration oldest) {}
}
