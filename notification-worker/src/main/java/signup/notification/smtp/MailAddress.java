package signup.notification.smtp;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns what a user gave as an address into one that can stand in an SMTP command and a header, or refuses. */
final class MailAddress {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;

    /** RFC 5321 and 6531: a dot-atom; quoted local parts, comments, groups and source routes are no user's address. */
    private static final Pattern LOCAL_PART =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");

    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*");

    private MailAddress() {}

    /** The address with its domain in ASCII (IDNA); empty when it is none. */
    static Optional<InternetAddress> parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1) {
            return Optional.empty();
        }
        String local = text.substring(0, at);
        return ascii(text.substring(at + 1))
                .filter(domain -> DOMAIN.matcher(domain).matches())
                .filter(domain -> local.length() <= LONGEST_LOCAL_PART
                        && LOCAL_PART.matcher(local).matches())
                .map(domain -> local + "@" + domain)
                .filter(address -> address.length() <= LONGEST)
                .flatMap(MailAddress::address);
    }

    /** Whether the mail server must know SMTPUTF8 (RFC 6531) to take it. */
    static boolean needsUtf8(InternetAddress address) {
        return address.getAddress().chars().anyMatch(c -> c > 0x7F);
    }

    private static Optional<String> ascii(String domain) {
        try {
            return Optional.of(IDN.toASCII(domain));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<InternetAddress> address(String address) {
        try {
            return Optional.of(new InternetAddress(address, true));
        } catch (AddressException e) {
            return Optional.empty();
        }
    }
}
