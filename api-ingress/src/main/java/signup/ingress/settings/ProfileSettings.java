package signup.ingress.settings;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The profile attributes that signups of the third dialect may carry beside names, email and username.
 *
 * @param attributes types by name, added to the default set (gender, birthplace, birthcountry, preferred_username,
 *     address_street, address_zipcode, address_city, address_country, title: string; birthdate: date; phone, mobile:
 *     phone_number); the type {@code none} takes one out of it
 * @param options the values of each attribute of type {@code enum}, by the attribute's name
 */
public record ProfileSettings(
        @DefaultValue Map<String, Type> attributes,
        @DefaultValue Map<String, List<String>> options) {

    private static final Map<String, Type> DEFAULTS = Map.ofEntries(
            Map.entry("gender", Type.STRING),
            Map.entry("birthdate", Type.DATE),
            Map.entry("birthplace", Type.STRING),
            Map.entry("birthcountry", Type.STRING),
            Map.entry("preferred_username", Type.STRING),
            Map.entry("address_street", Type.STRING),
            Map.entry("address_zipcode", Type.STRING),
            Map.entry("address_city", Type.STRING),
            Map.entry("address_country", Type.STRING),
            Map.entry("title", Type.STRING),
            Map.entry("phone", Type.PHONE_NUMBER),
            Map.entry("mobile", Type.PHONE_NUMBER));

    public ProfileSettings {
        Map<String, Type> all = new TreeMap<>(DEFAULTS);
        all.putAll(attributes);
        all.values().removeIf(Type.NONE::equals);
        for (Map.Entry<String, Type> attribute : all.entrySet()) {
            if (attribute.getValue() == Type.ENUM
                    && options.getOrDefault(attribute.getKey(), List.of()).isEmpty()) {
                throw new IllegalArgumentException("The profile attribute " + attribute.getKey()
                        + " is an enum without values: set signup.profile.options." + attribute.getKey());
            }
        }
        attributes = Map.copyOf(all);
        options = Map.copyOf(options);
    }

    /** What attributes hold. */
    public enum Type {
        /** Text; numbers are taken as text. */
        STRING,
        /** True or false, in the spellings of Django REST Framework. */
        BOOLEAN,
        /** {@code YYYY-MM-DD}. */
        DATE,
        /** A whole number below 2^53. */
        INTEGER,
        /** A telephone number, national or international. */
        PHONE_NUMBER,
        /** Five digits. */
        FR_POSTCODE,
        /** One of the {@code options}. */
        ENUM,
        /** No attribute at all. */
        NONE
    }
}
