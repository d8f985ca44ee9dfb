package signup.ingress.dialect;

import signup.schemas.MailAddress;

/**
 * Which texts are e-mail addresses: those that mail can be sent to, at a domain with a dot, as bare host names get none, and
 * without anything that people do not see.
 */
public final class EmailAddress {

    /** In octets of UTF-8. */
    public static final int LONGEST = MailAddress.LONGEST;

    private EmailAddress() {}

    public static boolean isValid(String text) {
        return Text.isIdentity(text)
                && MailAddress.parse(text)
                        .filter(address -> address.domain().indexOf('.') > 0)
                        .isPresent();
    }
}
