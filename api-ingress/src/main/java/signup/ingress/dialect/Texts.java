package signup.ingress.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The texts of a dialect's answers in one language: the bundle {@code texts} in the dialect's package. */
public final class Texts {

    private final ResourceBundle bundle;

    private Texts(String folder, String language) {
        this.bundle = ResourceBundle.getBundle(
                folder + ".texts",
                Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** Reads the texts that lie beside that class, by language tag. */
    public static Map<String, Texts> beside(Class<?> place, List<String> languages) {
        return languages.stream()
                .collect(
                        Collectors.toMap(Function.identity(), language -> new Texts(place.getPackageName(), language)));
    }

    public String text(String key) {
        return bundle.getString(key);
    }

    /** The text with this in the place of <code>{0}</code>. */
    public String text(String key, Object detail) {
        return text(key).replace("{0}", String.valueOf(detail));
    }
}
