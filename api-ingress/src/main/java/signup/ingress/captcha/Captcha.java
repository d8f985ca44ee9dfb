package signup.ingress.captcha;

import java.time.Instant;
import java.util.UUID;

/**
 * The state of one captcha, which travels sealed in its token.
 *
 * @param id names it; the registration worker spends it
 * @param answer what the picture shows
 * @param expiresAt from when on it is no longer taken; whole seconds
 */
record Captcha(UUID id, String answer, Instant expiresAt) {

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** Compares without regard to case or surrounding spaces. */
    boolean isAnsweredBy(String attempt) {
        return answer.equalsIgnoreCase(attempt.strip());
    }

    @Override
    public String toString() {
        return "Captcha[id=" + id + ", answer=***, expiresAt=" + expiresAt + "]";
    }
}
