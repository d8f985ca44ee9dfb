package signup.registration.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who signs up, as given. Never changes after creation. */
public record Profile(
        @Nullable String username,
        @Nullable String email,
        @Nullable String extId,
        @Nullable String realName,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String role,
        List<Long> tags,
        Map<String, String> attributes,
        String locale,
        OwedMail mail) {

    public Profile {
        tags = List.copyOf(tags);
        attributes = Map.copyOf(attributes);
    }

    /** The same with that role where it has none, and those tags besides its own. */
    Profile inheriting(@Nullable String inherited, List<Long> moreTags) {
        return new Profile(
                username,
                email,
                extId,
                realName,
                firstName,
                lastName,
                role == null ? inherited : role,
                Stream.concat(tags.stream(), moreTags.stream()).distinct().toList(),
                attributes,
                locale,
                mail);
    }

    /** Every text that no field of its own violation stands for. */
    Stream<String> otherTexts() {
        return Stream.concat(
                Stream.of(realName, firstName, lastName, role, locale, mail.nextUrl())
                        .filter(text -> text != null),
                attributes.entrySet().stream().flatMap(entry -> Stream.of(entry.getKey(), entry.getValue())));
    }

    @Override
    public String toString() {
        return "Profile[…]";
    }
}
