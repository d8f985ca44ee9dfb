package signup.ingress.dialect.selfcommunity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signup.events.Avatar;
import signup.ingress.dialect.Violation;
import signup.ingress.dialect.Violation.Rule;

/**
 * A picture in a request: {@code image/png;base64,…}, with or without {@code data:} before it. What it is, its signature
 * says, not its sender.
 */
final class InlineAvatar {

    static final int MOST_BYTES = 512 * 1024;

    private static final Pattern FORM = Pattern.compile("(?i)(?:data:)?image/[a-z0-9.+-]+;base64,");

    private static final byte[] RIFF = "RIFF".getBytes(StandardCharsets.US_ASCII);

    private enum Signature {
        PNG("image/png", 0, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'}),
        JPEG("image/jpeg", 0, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}),
        GIF_87("image/gif", 0, "GIF87a".getBytes(StandardCharsets.US_ASCII)),
        GIF_89("image/gif", 0, "GIF89a".getBytes(StandardCharsets.US_ASCII)),
        /** Of the container RIFF, whose length lies between its name and the picture's. */
        WEBP("image/webp", 8, "WEBP".getBytes(StandardCharsets.US_ASCII)) {
            @Override
            boolean isOf(byte[] picture) {
                return holds(picture, 0, RIFF) && super.isOf(picture);
            }
        };

        private final String mediaType;
        private final int at;
        private final byte[] bytes;

        Signature(String mediaType, int at, byte[] bytes) {
            this.mediaType = mediaType;
            this.at = at;
            this.bytes = bytes;
        }

        boolean isOf(byte[] picture) {
            return holds(picture, at, bytes);
        }
    }

    private InlineAvatar() {}

    static @Nullable Avatar read(String text, String field, List<Violation> violations) {
        Matcher form = FORM.matcher(text);
        if (!form.lookingAt()) {
            violations.add(Violation.of(field, Rule.NOT_IMAGE));
            return null;
        }
        byte[] picture;
        try {
            picture = Base64.getDecoder().decode(text.substring(form.end()));
        } catch (IllegalArgumentException e) {
            violations.add(Violation.of(field, Rule.NOT_IMAGE));
            return null;
        }
        if (picture.length > MOST_BYTES) {
            violations.add(Violation.of(field, Rule.MAX_BYTES, MOST_BYTES));
            return null;
        }
        for (Signature signature : Signature.values()) {
            if (signature.isOf(picture)) {
                return new Avatar(signature.mediaType, ByteBuffer.wrap(picture), null);
            }
        }
        violations.add(Violation.of(field, Rule.NOT_IMAGE));
        return null;
    }

    private static boolean holds(byte[] picture, int at, byte[] bytes) {
        int end = at + bytes.length;
        return picture.length >= end && Arrays.equals(picture, at, end, bytes, 0, bytes.length);
    }
}
