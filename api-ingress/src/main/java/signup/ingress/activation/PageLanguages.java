package signup.ingress.activation;

import java.util.List;
import java.util.Locale;
import signup.ingress.dialect.AcceptedLanguages;

/** The languages that pages are written in, and which one a reader gets. */
final class PageLanguages {

    /** The first is for whoever reads none of them. */
    static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.FRENCH);

    private PageLanguages() {}

    /** That of the mail, else one that the browser accepts. */
    static Locale of(Locale mail, AcceptedLanguages accepted) {
        return ALL.stream()
                .filter(language -> language.getLanguage().equals(mail.getLanguage()))
                .findFirst()
                .orElseGet(() -> of(accepted));
    }

    /** One that the browser accepts. */
    static Locale of(AcceptedLanguages accepted) {
        return Locale.forLanguageTag(
                accepted.among(ALL.stream().map(Locale::toLanguageTag).toList()));
    }
}
