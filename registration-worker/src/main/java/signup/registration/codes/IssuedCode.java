package signup.registration.codes;

import java.time.Instant;

/**
 * A code as operators see it.
 *
 * @param id its number; newer codes have larger ones
 * @param used how often it was used
 */
public record IssuedCode(long id, String code, Terms terms, long used, Instant createdAt, String createdBy) {

    @Override
    public String toString() {
        return "IssuedCode[" + id + "]";
    }
}
