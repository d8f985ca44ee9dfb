package signup.ingress.settings;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as the service binds them. */
public final class Settings {

    private Settings() {}

    /** The defaults, and these names (without {@code signup.}) and values, in turn. */
    public static IngressSettings of(String... namesAndValues) {
        Map<String, String> properties = new HashMap<>();
        properties.put("signup.public-url", "https://signup.example.org");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put("signup." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("signup", IngressSettings.class)
                .get();
    }
}
