package signup.registration.avatar;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An avatar that this instance has claimed to make.
 *
 * @param claim tells this claim from later ones
 * @param source the bytes given inline; null when a URL was given; nobody changes them
 * @param url where the picture is; null when bytes were given
 * @param host of the URL
 * @param attempts how many there were, this one included
 */
public record WaitingAvatar(
        UUID sub,
        UUID claim,
        byte @Nullable [] source,
        @Nullable String url,
        @Nullable String host,
        int attempts) {

    @Override
    public String toString() {
        return "WaitingAvatar[" + sub + "]";
    }
}
