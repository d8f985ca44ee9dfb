package signup.ingress.avatar;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entity tags in {@code If-None-Match} (RFC 9110, 13.1.2). Weak ones count as strong ones, as they do for GET. At most
 * {@value #MOST} are looked at: no cache has more of one picture.
 *
 * @param any the header is {@code *}: whatever there is, is known
 * @param tags without their quotes
 */
record EntityTags(boolean any, List<String> tags) {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([\\x21\\x23-\\x7E]{1,64})\"");
    private static final int MOST = 8;
    private static final String ANY = "*";

    EntityTags {
        tags = List.copyOf(tags);
    }

    static EntityTags in(List<String> headers) {
        List<String> tags = new ArrayList<>();
        for (String header : headers) {
            Matcher tag = TAG.matcher(header);
            while (tags.size() < MOST && tag.find()) {
                tags.add(tag.group(1));
            }
        }
        return new EntityTags(headers.stream().anyMatch(header -> header.strip().equals(ANY)), tags);
    }
}
