package signup.ingress.dialect.selfcommunity;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import signup.events.MailPurpose;
import signup.ingress.dialect.Dialect;
import signup.ingress.password.PasswordPolicy;
import signup.ingress.settings.IngressSettings;

/** Wires the two contracts. */
@Configuration(proxyBeanMethods = false)
class SelfCommunityConfiguration {

    /** The documents': 8 to 128 characters, three of the four classes. */
    private static final PasswordPolicy POLICY = PasswordPolicy.of(8, 128, 3);

    @Bean
    Dialect ssoSignup(IngressSettings settings) {
        return new SsoSignup(
                POLICY,
                settings.mailOf(SsoSignup.NAME, MailPurpose.NONE),
                settings.selfcommunitySso().onTimeout());
    }

    @Bean
    Dialect accountCreation(IngressSettings settings) {
        return new AccountCreation(
                POLICY,
                new MetadataFields(settings.metadata().fields()),
                new CodeRules(
                        settings.inviteCode().enabled(),
                        settings.inviteCode().optional(),
                        settings.promoCode().enabled()),
                settings.mailOf(AccountCreation.NAME, MailPurpose.CONFIRMATION),
                settings.selfcommunityAccount().onTimeout());
    }
}
