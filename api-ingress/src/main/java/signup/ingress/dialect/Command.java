package signup.ingress.dialect;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signup.events.Avatar;
import signup.events.Challenge;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.ingress.password.Password;

/**
 * A well-formed signup, as every dialect understands it; what {@code SignupRequested} is made of. Absent is null.
 *
 * @param locale BCP 47 tag for mails and pages
 * @param mail the mail that creation owes
 */
public record Command(
        @Nullable String username,
        @Nullable String email,
        @Nullable String extId,
        @Nullable String realName,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String role,
        List<Long> tags,
        Map<String, String> attributes,
        String locale,
        @Nullable Password password,
        @Nullable Avatar avatar,
        @Nullable String inviteCode,
        @Nullable String promoCode,
        @Nullable Challenge challenge,
        Mail mail) {

    /** Starts a command that owes no mail. */
    public static Builder in(String locale) {
        return new Builder(locale);
    }

    @Override
    public String toString() {
        return "Command[***]";
    }

    /** Collects a command; what is not called stays absent. */
    public static final class Builder {

        private final String locale;
        private @Nullable String username;
        private @Nullable String email;
        private @Nullable String extId;
        private @Nullable String realName;
        private @Nullable String firstName;
        private @Nullable String lastName;
        private @Nullable String role;
        private List<Long> tags = List.of();
        private Map<String, String> attributes = Map.of();
        private @Nullable Password password;
        private @Nullable Avatar avatar;
        private @Nullable String inviteCode;
        private @Nullable String promoCode;
        private @Nullable Challenge challenge;
        private Mail mail = new Mail(MailPurpose.NONE, null);

        private Builder(String locale) {
            this.locale = locale;
        }

        public Builder username(@Nullable String username) {
            this.username = username;
            return this;
        }

        public Builder email(@Nullable String email) {
            this.email = email;
            return this;
        }

        public Builder extId(@Nullable String extId) {
            this.extId = extId;
            return this;
        }

        public Builder realName(@Nullable String realName) {
            this.realName = realName;
            return this;
        }

        public Builder firstName(@Nullable String firstName) {
            this.firstName = firstName;
            return this;
        }

        public Builder lastName(@Nullable String lastName) {
            this.lastName = lastName;
            return this;
        }

        public Builder role(@Nullable String role) {
            this.role = role;
            return this;
        }

        public Builder tags(List<Long> tags) {
            this.tags = tags;
            return this;
        }

        public Builder attributes(Map<String, String> attributes) {
            this.attributes = attributes;
            return this;
        }

        public Builder password(@Nullable Password password) {
            this.password = password;
            return this;
        }

        public Builder avatar(@Nullable Avatar avatar) {
            this.avatar = avatar;
            return this;
        }

        public Builder inviteCode(@Nullable String inviteCode) {
            this.inviteCode = inviteCode;
            return this;
        }

        public Builder promoCode(@Nullable String promoCode) {
            this.promoCode = promoCode;
            return this;
        }

        public Builder challenge(@Nullable Challenge challenge) {
            this.challenge = challenge;
            return this;
        }

        public Builder mail(MailPurpose purpose, @Nullable String nextUrl) {
            this.mail = new Mail(purpose, nextUrl);
            return this;
        }

        public Command build() {
            return new Command(
                    username,
                    email,
                    extId,
                    realName,
                    firstName,
                    lastName,
                    role,
                    tags,
                    attributes,
                    locale,
                    password,
                    avatar,
                    inviteCode,
                    promoCode,
                    challenge,
                    mail);
        }
    }
}
