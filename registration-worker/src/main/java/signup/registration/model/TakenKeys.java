package signup.registration.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

    @Override
    public String toString() {
        return "TakenKeys[…]";
    }
}
