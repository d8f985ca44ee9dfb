package signup.registration.model;

import org.jspecify.annotations.Nullable;

/**
 * A picture as the client gave it, inline or by URL.
 *
 * @param hex the inline bytes in hexadecimal
 */
public record Picture(
        @Nullable String contentType,
        @Nullable String hex,
        @Nullable String url) {

    @Override
    public String toString() {
        return "Picture[" + (url == null ? "inline" : "by URL") + "]";
    }
}
