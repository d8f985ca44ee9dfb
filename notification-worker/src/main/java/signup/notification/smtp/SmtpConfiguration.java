package signup.notification.smtp;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Properties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import signup.notification.NotificationSettings;

@Configuration(proxyBeanMethods = false)
class SmtpConfiguration {

    @Bean(destroyMethod = "close")
    SmtpMailServer mailServer(JavaMailSenderImpl smtp, NotificationSettings settings, InstantSource clock) {
        InternetAddress from = sender(settings.mail().from());
        return new SmtpMailServer(route(smtp, from, clock, false), route(smtp, from, clock, true));
    }

    static SmtpMailServer.Route route(
            JavaMailSenderImpl smtp, InternetAddress from, InstantSource clock, boolean utf8Addresses) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(smtp.getHost());
        sender.setPort(smtp.getPort());
        sender.setUsername(smtp.getUsername());
        sender.setPassword(smtp.getPassword());
        sender.setProtocol(smtp.getProtocol() == null ? JavaMailSenderImpl.DEFAULT_PROTOCOL : smtp.getProtocol());
        Properties properties = new Properties();
        properties.putAll(smtp.getJavaMailProperties());
        properties.setProperty("mail.mime.allowutf8", String.valueOf(utf8Addresses));
        sender.setJavaMailProperties(properties);
        return new SmtpMailServer.Route(
                new Messages(sender.getSession(), from, clock), new SmtpConnections(sender, clock));
    }

    /**
     * The sender, its name encoded for the header.
     *
     * @throws IllegalArgumentException when it is no address
     */
    static InternetAddress sender(String from) {
        try {
            InternetAddress sender = new InternetAddress(from, true);
            if (sender.getAddress().indexOf('@') < 1) {
                throw new AddressException("without a domain");
            }
            return new InternetAddress(sender.getAddress(), sender.getPersonal(), StandardCharsets.UTF_8.name());
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new IllegalArgumentException("signup.mail.from is not `Name <address>` or an address", e);
        }
    }
}
