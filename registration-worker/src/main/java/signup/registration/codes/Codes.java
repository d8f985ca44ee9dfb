package signup.registration.codes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import signup.registration.model.CodeKey;
import signup.registration.model.CodeKind;

/** The codes that operators have issued. */
public interface Codes {

    /**
     * Issues codes on the same terms: all of them, or none.
     *
     * @param by who issues them
     * @return the codes; empty when there is one of these names already
     */
    Mono<List<IssuedCode>> issue(CodeKind kind, List<String> names, Terms terms, String by, Instant at);

    /** So many codes, the newest first. */
    Mono<List<IssuedCode>> list(CodeKind kind, @Nullable Long before, int limit);

    /** Takes a code back; what it was used for stays. False when there is none of that name. */
    Mono<Boolean> revoke(CodeKey key);
}
