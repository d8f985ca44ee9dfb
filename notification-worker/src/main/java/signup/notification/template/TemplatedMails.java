package signup.notification.template;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import signup.notification.application.Mails;
import signup.notification.link.LinkTokens;
import signup.notification.link.LinkTokens.Link;
import signup.notification.model.Dispatch;
import signup.notification.model.Purpose;

/** Mails from Thymeleaf templates {@code <purpose>.html} and {@code <purpose>.txt} and message bundles. */
final class TemplatedMails implements Mails {

    /** The dialects whose clients let the user type the code in, by their names in events. */
    private static final Set<String> DIALECTS_WITH_CODE = Set.of("SELFCOMMUNITY_ACCOUNT", "SAYMON");

    /** The dialects whose signups carry a password, by their names in events: there is none to choose on the page. */
    private static final Set<String> DIALECTS_WITH_PASSWORD =
            Set.of("SELFCOMMUNITY_SSO", "SELFCOMMUNITY_ACCOUNT", "AUTHENTIC", "SAYMON");

    private final ITemplateEngine templates;
    private final MessageSource messages;
    private final LinkTokens tokens;
    private final Wording wording;
    private final InstantSource clock;

    TemplatedMails(
            ITemplateEngine templates,
            MessageSource messages,
            LinkTokens tokens,
            Wording wording,
            InstantSource clock) {
        this.templates = templates;
        this.messages = messages;
        this.tokens = tokens;
        this.wording = wording;
        this.clock = clock;
    }

    /**
     * What the mails say that is the same for all recipients.
     *
     * @param brand the name that the site has for its users
     * @param publicUrl where the site is, without a slash at the end
     * @param signInUrl where users with an account go; null for no such button
     * @param linkLifetimes how long a link of that purpose works
     */
    record Wording(String brand, URI publicUrl, @Nullable URI signInUrl, Map<Purpose, Duration> linkLifetimes) {}

    @Override
    public Mail write(Dispatch dispatch) {
        Purpose purpose = dispatch.purpose();
        Locale locale = language(dispatch.locale());
        Map<String, Object> variables = new HashMap<>();
        variables.put("brand", wording.brand());
        variables.put("name", dispatch.recipient().name());
        variables.put("signInUrl", wording.signInUrl());
        variables.put("subject", subject(purpose, locale));
        if (purpose.linked()) {
            addLink(variables, dispatch, locale);
        }
        Context context = new Context(locale, variables);
        return new Mail(
                locale.toLanguageTag(),
                subject(purpose, locale),
                templates.process(purpose.term() + ".txt", context),
                templates.process(purpose.term() + ".html", context));
    }

    private void addLink(Map<String, Object> variables, Dispatch dispatch, Locale locale) {
        UUID sub = dispatch.recipient().sub();
        if (sub == null) {
            throw new IllegalArgumentException("A link acts for a user, and this dispatch has none");
        }
        Instant now = clock.instant();
        Instant expiry = now.plus(wording.linkLifetimes().get(dispatch.purpose()));
        String token = tokens.sign(new Link(
                dispatch.linkId(),
                sub,
                act(dispatch),
                locale.toLanguageTag(),
                dispatch.recipient().dialect(),
                now,
                expiry));
        variables.put("link", wording.publicUrl() + "/links/" + token);
        variables.put("expiry", dateTime(expiry, locale));
        if (DIALECTS_WITH_CODE.contains(String.valueOf(dispatch.recipient().dialect()))
                && dispatch.purpose() == Purpose.CONFIRMATION) {
            variables.put("code", token);
        }
    }

    /**
     * What the link does. Who confirms an address and has no password yet chooses it on the same page; so does who
     * signed up nobody knows how, for whose address it is, may.
     */
    private static Purpose act(Dispatch dispatch) {
        return dispatch.purpose() == Purpose.CONFIRMATION
                        && !DIALECTS_WITH_PASSWORD.contains(
                                String.valueOf(dispatch.recipient().dialect()))
                ? Purpose.REGISTRATION
                : dispatch.purpose();
    }

    private String subject(Purpose purpose, Locale locale) {
        return messages.getMessage(purpose.term() + ".subject", new Object[] {wording.brand()}, locale);
    }

    /** French for all kinds of French, English for the rest. */
    private static Locale language(String tag) {
        return Locale.forLanguageTag(tag).getLanguage().equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
    }

    private static String dateTime(Instant time, Locale locale) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(time.atOffset(ZoneOffset.UTC))
                + " UTC";
    }
}
