package signup.ingress.dialect.authentic;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import signup.ingress.dialect.EmailAddress;
import signup.ingress.dialect.Text;
import signup.ingress.dialect.Violation.Rule;
import signup.ingress.password.Password;
import signup.ingress.password.PasswordPolicy;

/** What a body says of the user to be; meaningless when its reading found violations. */
record Profile(
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String username,
        @Nullable Password password,
        @Nullable Boolean sendRegistrationEmail,
        @Nullable String nextUrl,
        Map<String, String> attributes) {

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_USERNAME = 256;
    private static final int LONGEST_URL = 2_000;

    static Profile of(AuthenticBody body, PasswordPolicy policy) {
        return new Profile(
                body.requiredText("first_name", LONGEST_NAME),
                body.requiredText("last_name", LONGEST_NAME),
                body.text("email", EmailAddress.LONGEST, EmailAddress::isValid, Rule.NOT_EMAIL),
                body.text("username", LONGEST_USERNAME, Text::isIdentity, Rule.CHARACTERS),
                body.password("password", policy),
                body.truth("send_registration_email"),
                body.url("send_registration_email_next_url", LONGEST_URL),
                body.attributes());
    }

    @Override
    public String toString() {
        return "Profile[***]";
    }
}
