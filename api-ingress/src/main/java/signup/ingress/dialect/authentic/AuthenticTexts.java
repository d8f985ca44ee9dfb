package signup.ingress.dialect.authentic;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The texts of error answers, French by default, as Django REST Framework words them where it has one. */
final class AuthenticTexts {

    /** The first is for whoever reads none of them. */
    static final List<String> LANGUAGES = List.of("fr", "en");

    private final ResourceBundle bundle;

    private AuthenticTexts(String language) {
        this.bundle = ResourceBundle.getBundle(
                AuthenticTexts.class.getPackageName() + ".texts",
                Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** Reads the texts of every language. */
    static Map<String, AuthenticTexts> read() {
        return LANGUAGES.stream().collect(Collectors.toMap(Function.identity(), AuthenticTexts::new));
    }

    String text(String key) {
        return bundle.getString(key);
    }

    /** The text with this in the place of <code>{0}</code>. */
    String text(String key, Object detail) {
        return text(key).replace("{0}", String.valueOf(detail));
    }
}
