package signup.notification.model;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom a mail is for. Personal data: {@link #toString} tells the id only.
 *
 * @param sub the user's public id, where there is a user
 * @param email the address; null when only the ledger's earlier mails to this user tell it
 * @param name how to greet; null for a greeting without name
 * @param dialect the dialect that the user signed up through, by its name in events; null when not known
 */
public record Recipient(
        @Nullable UUID sub,
        @Nullable String email,
        @Nullable String name,
        @Nullable String dialect) {

    /** What bounds how many mails go out at once: the address's domain in lower case; empty without an address. */
    public String domain() {
        return email == null ? "" : email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Recipient[sub=" + sub + "]";
    }
}
