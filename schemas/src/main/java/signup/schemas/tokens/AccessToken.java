package signup.schemas.tokens;

import java.time.Instant;
import java.util.Map;

/**
 * A good token.
 *
 * @param claims what it says
 * @param until when it is good no more, with what clocks may differ by
 */
public record AccessToken(Map<String, Object> claims, Instant until) {

    @Override
    public String toString() {
        return "AccessToken[***]";
    }
}
