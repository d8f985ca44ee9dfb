package signup.schemas;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address that can stand in an SMTP command and in a header: a dot-atom (RFC 5321, and 6531 beyond ASCII) at a
 * domain. Quoted local parts, comments, groups, source routes and address literals are no user's address. What the ingress
 * takes, the notification worker can send to, because both ask here.
 *
 * @param local what stands before the at sign
 * @param domain in ASCII (IDNA)
 */
public record MailAddress(String local, String domain) {

    /** The longest address, RFC 5321's path without its brackets; in characters. */
    public static final int LONGEST = 254;

    private static final int LONGEST_LOCAL_PART = 64;
    private static final String ATOM = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final Pattern LOCAL_PART = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*");
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");

    /** The address in this text; empty when it is none. */
    public static Optional<MailAddress> parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1 || at > LONGEST_LOCAL_PART || text.length() > LONGEST) {
            return Optional.empty();
        }
        String local = text.substring(0, at);
        return LOCAL_PART.matcher(local).matches()
                ? ascii(text.substring(at + 1))
                        .filter(domain -> DOMAIN.matcher(domain).matches())
                        .map(domain -> new MailAddress(local, domain))
                        .filter(address -> address.text().length() <= LONGEST)
                : Optional.empty();
    }

    /** As it stands in SMTP. */
    public String text() {
        return local + "@" + domain;
    }

    /** Whether the mail server must know SMTPUTF8 (RFC 6531) to take it. */
    public boolean needsUtf8() {
        return local.chars().anyMatch(c -> c > 0x7F);
    }

    @Override
    public String toString() {
        return "MailAddress[***]";
    }

    private static Optional<String> ascii(String domain) {
        try {
            return Optional.of(IDN.toASCII(domain));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
