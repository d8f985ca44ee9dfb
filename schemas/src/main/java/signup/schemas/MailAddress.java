package signup.schemas;

import com.sanctionco.jmail.JMail;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address that can stand in an SMTP command and in a header: a dot-atom (RFC 5321, and 6531 beyond ASCII) at a
 * domain. JMail says which texts are addresses; of those, these are taken. Quoted local parts, comments, groups, source routes and address literals are no user's address, and no more are
 * domains that end in a number, which would be one, or that lead to different places by different editions of IDNA. What the
 * ingress takes, the notification worker can send to, because both ask here.
 *
 * @param local what stands before the at sign
 * @param domain in ASCII (IDNA)
 */
public record MailAddress(String local, String domain) {

    /** The longest address, RFC 5321's path without its brackets; in octets of UTF-8. */
    public static final int LONGEST = 254;

    private static final int LONGEST_LOCAL_PART = 64;
    private static final String ATOM = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final Pattern LOCAL_PART = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*");
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");

    /**
     * Sharp s, final sigma and the joiners are other letters to IDNA 2003 than to IDNA 2008: mail would go to two places. The
     * dots that are none in ASCII would make two texts of one address.
     */
    private static final Pattern AMBIGUOUS = Pattern.compile("[\u00DF\u03C2\u1E9E\u200C\u200D\u3002\uFF0E\uFF61]");

    /** The address in this text; empty when it is none. */
    public static Optional<MailAddress> parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1 || at > LONGEST_LOCAL_PART || text.length() > LONGEST) {
            return Optional.empty();
        }
        String local = text.substring(0, at);
        return octets(local) <= LONGEST_LOCAL_PART && LOCAL_PART.matcher(local).matches() && JMail.isValid(text)
                ? ascii(text.substring(at + 1))
                        .filter(domain -> DOMAIN.matcher(domain).matches())
                        .map(domain -> new MailAddress(local, domain))
                        .filter(address -> octets(address.text()) <= LONGEST)
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

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Optional<String> ascii(String domain) {
        if (AMBIGUOUS.matcher(domain).find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(IDN.toASCII(domain));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
