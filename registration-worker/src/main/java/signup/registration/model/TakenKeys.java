package signup.registration.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of the keys asked for belong to users. */
public record TakenKeys(Set<String> usernames, Set<String> emails, Set<String> extIds) {

    /** Every field whose key is taken, in the order of the fields. */
    public List<Violation> violationsOf(Claims claims) {
        List<Violation> violations = new ArrayList<>();
        if (claims.username() != null && usernames.contains(claims.username())) {
            violations.add(Violation.taken(Violation.USERNAME));
        }
        if (claims.email() != null && emails.contains(claims.email())) {
            violations.add(Violation.taken(Violation.EMAIL));
        }
        if (claims.extId() != null && extIds.contains(claims.extId())) {
            violations.add(Violation.taken(Violation.EXT_ID));
        }
        return violations;
    }

    /** The same, to be added to. */
    public TakenKeys copy() {
        return new TakenKeys(new HashSet<>(usernames), new HashSet<>(emails), new HashSet<>(extIds));
    }

    /** These are taken from now on. */
    public void add(Claims claims) {
        add(claims.username(), usernames);
        add(claims.email(), emails);
        add(claims.extId(), extIds);
    }

    private static void add(@Nullable String key, Set<String> keys) {
        if (key != null) {
            keys.add(key);
        }
    }

    @Override
    public String toString() {
        return "TakenKeys[…]";
    }
}
