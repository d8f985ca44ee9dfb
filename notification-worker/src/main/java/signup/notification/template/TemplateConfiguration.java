package signup.notification.template;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import signup.notification.NotificationSettings;
import signup.notification.application.Mails;
import signup.notification.link.LinkTokens;
import signup.notification.model.Purpose;
import signup.notification.template.TemplatedMails.Wording;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

@Configuration(proxyBeanMethods = false)
class TemplateConfiguration {

    @Bean
    LinkTokens linkTokens(NotificationSettings settings) {
        KeyRing<PrivateKey> keys =
                KeyRing.read(settings.keys().link(), KeyRing.PRIVATE_SUFFIX, KeyFormats.privateKey("EC"));
        return new LinkTokens(keys);
    }

    @Bean
    Mails mails(LinkTokens tokens, NotificationSettings settings, InstantSource clock) {
        NotificationSettings.Mail mail = settings.mail();
        Path folder = mail.templates();
        MessageSource messages = Templates.messages(folder);
        Wording wording = new Wording(
                mail.brand(),
                settings.publicUrl(),
                mail.signInUrl(),
                Map.of(
                        Purpose.CONFIRMATION, mail.linkLifetime().confirmation(),
                        Purpose.REGISTRATION, mail.linkLifetime().registration()));
        return new TemplatedMails(Templates.engine(folder, messages), messages, tokens, wording, clock);
    }
}
