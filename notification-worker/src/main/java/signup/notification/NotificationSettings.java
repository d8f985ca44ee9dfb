package signup.notification;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import signup.notification.application.DispatcherLimits;
import signup.notification.model.Admission;
import signup.notification.model.RetryPolicy;

/**
 * What one sets of this worker, beside Spring's own keys for Kafka, R2DBC and SMTP.
 *
 * @param publicUrl {@code signup.public-url}: where users reach the site; links begin with it. Absolute, http or https.
 *     Required
 * @param keys where keys are
 * @param topics what to do about missing topics
 * @param mail what mails say, and how they are sent
 */
@ConfigurationProperties("signup")
public record NotificationSettings(
        URI publicUrl,
        @DefaultValue Keys keys,
        @DefaultValue Topics topics,
        Mail mail) {

    public NotificationSettings {
        publicUrl = site(require(publicUrl, "signup.public-url"));
        mail = require(mail, "signup.mail.from");
    }

    /**
     * @param folder {@code signup.keys.folder}: the folder with a folder of keys per use. Default {@code keys}
     * @param link {@code signup.keys.link}: the folder of the keys that sign links ({@code <id>.private.pem}, EC P-256).
     *     Default {@code link} in the folder above
     */
    public record Keys(
            @DefaultValue("keys") Path folder, @Nullable Path link) {

        public Path link() {
            return link == null ? folder.resolve("link") : link;
        }
    }

    /**
     * @param create {@code signup.topics.create}: whether missing topics are created; otherwise the worker refuses to start
     *     without them. Default false: infrastructure makes them
     */
    public record Topics(@DefaultValue("false") boolean create) {}

    /**
     * @param from {@code signup.mail.from}: the sender, as {@code Name <address>} or an address; its domain also ends the
     *     message ids. Required
     * @param brand {@code signup.mail.brand}: the name that the site has for its users. Default {@code Signup}
     * @param signInUrl {@code signup.mail.sign-in-url}: where a user with an account goes; without it the mail
     *     {@code already-registered} has no button
     * @param templates {@code signup.mail.templates}: a folder whose templates and messages replace the built-in ones of
     *     the same name. Default none
     * @param linkLifetime how long links work
     * @param concurrency {@code signup.mail.concurrency}: how many mails are on their way at once, each on a thread and a
     *     connection; raise it when the mail server is slow and the queue grows. Default 16
     * @param perDomain {@code signup.mail.per-domain}: how many of them to one domain; the rest stays for the others.
     *     Default 8
     * @param slowAfter {@code signup.mail.slow-after}: a domain whose last mail took this long gets one at a time. Default
     *     5 s
     * @param lease {@code signup.mail.lease}: after a crash, another instance sends the mails that were on their way when
     *     this has passed; at least three poll intervals. Default 30 s
     * @param pollInterval {@code signup.mail.poll-interval}: how often to look for retries and for what other instances
     *     left; new mails wake the worker at once. Default 1 s
     * @param statementTimeout {@code signup.mail.statement-timeout}: how long to wait for the database. Default 10 s
     * @param staleAfter {@code signup.mail.stale-after}: an event older than this owes no mail to a ledger that does not
     *     know it; so a new consumer group does not mail everybody. Default 7 days
     * @param sendReplayed {@code signup.mail.send-replayed}: whether records that a replay or backfill sends again owe a
     *     mail when the ledger does not know it; for the time of one replay, when its signups were never mailed. Default
     *     false
     * @param retry when deferred mails are tried again
     */
    public record Mail(
            String from,
            @DefaultValue("Signup") String brand,
            @Nullable URI signInUrl,
            @Nullable Path templates,
            @DefaultValue LinkLifetime linkLifetime,
            @DefaultValue("16") int concurrency,
            @DefaultValue("8") int perDomain,
            @DefaultValue("5s") Duration slowAfter,
            @DefaultValue("30s") Duration lease,
            @DefaultValue("1s") Duration pollInterval,
            @DefaultValue("10s") Duration statementTimeout,
            @DefaultValue("7d") Duration staleAfter,
            @DefaultValue("false") boolean sendReplayed,
            @DefaultValue Retry retry) {

        public Mail {
            from = require(from, "signup.mail.from");
        }

        public DispatcherLimits limits() {
            return new DispatcherLimits(concurrency, perDomain, slowAfter, lease, pollInterval);
        }

        public Admission admission() {
            return new Admission(staleAfter, sendReplayed);
        }
    }

    /**
     * @param confirmation {@code signup.mail.link-lifetime.confirmation}. Default 72 h
     * @param registration {@code signup.mail.link-lifetime.registration}. Default 72 h
     */
    public record LinkLifetime(
            @DefaultValue("72h") Duration confirmation,
            @DefaultValue("72h") Duration registration) {}

    /**
     * @param firstDelay {@code signup.mail.retry.first-delay}: the wait after the first attempt; it doubles each time.
     *     Default 10 s
     * @param maxDelay {@code signup.mail.retry.max-delay}: no wait is longer. Default 2 h
     * @param maxAttempts {@code signup.mail.retry.max-attempts}: after so many a mail is abandoned. Default 20, which are
     *     reached after about 15 to 20 hours
     * @param maxAge {@code signup.mail.retry.max-age}: an older mail is abandoned. Default 24 h
     */
    public record Retry(
            @DefaultValue("10s") Duration firstDelay,
            @DefaultValue("2h") Duration maxDelay,
            @DefaultValue("20") int maxAttempts,
            @DefaultValue("24h") Duration maxAge) {

        public RetryPolicy policy() {
            return new RetryPolicy(firstDelay, maxDelay, maxAttempts, maxAge);
        }
    }

    private static <T> T require(@Nullable T value, String key) {
        if (value == null) {
            throw new IllegalArgumentException(key + " is not set");
        }
        return value;
    }

    private static URI site(URI url) {
        String text = url.toString();
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException("signup.public-url is an absolute http or https address");
        }
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
    }
}
