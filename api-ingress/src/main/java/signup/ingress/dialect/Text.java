package signup.ingress.dialect;

/** What text may be in a request. */
public final class Text {

    private static final int FIRST_EMBEDDING = 0x202A;
    private static final int LAST_OVERRIDE = 0x202E;
    private static final int FIRST_ISOLATE = 0x2066;
    private static final int LAST_ISOLATE = 0x2069;

    private Text() {}

    /**
     * Whether it shows as it was sent, wherever it is shown: free of control characters (NUL, line breaks, DEL, C1 among
     * them), of the separators of lines and paragraphs, of what turns the direction of the text around it (Unicode's
     * bidirectional embeddings, overrides and isolates), and of lone surrogates. Marks and joiners that languages need are
     * fine.
     */
    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (character < ' ' || character > '~' && !isPlain(character)) {
                return false;
            }
            i += Character.charCount(character);
        }
        return true;
    }

    /**
     * Whether it can name somebody: plain, and nothing in it that people do not see, such as zero-width spaces and joiners, or
     * that means something else to others, such as characters for private use. So two names that differ look different, as
     * far as {@link signup.schemas.IdentityKey} does not make them one.
     */
    public static boolean isIdentity(String text) {
        return isPlain(text) && text.codePoints().allMatch(character -> character <= '~' || isSeen(character));
    }

    /** Without the white space at both ends, no-break spaces included. */
    public static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** How many characters (code points) it has, which is what documented limits count. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default ->
                (character < FIRST_EMBEDDING || character > LAST_OVERRIDE)
                        && (character < FIRST_ISOLATE || character > LAST_ISOLATE);
        };
    }

    private static boolean isSeen(int character) {
        return switch (Character.getType(character)) {
            case Character.FORMAT, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            default -> !isIgnorable(character);
        };
    }

    /** Unicode's Default_Ignorable_Code_Point, as far as it is no format character. */
    private static boolean isIgnorable(int character) {
        return character == 0x034F
                || character == 0x115F
                || character == 0x1160
                || character == 0x17B4
                || character == 0x17B5
                || character >= 0x180B && character <= 0x180F
                || character == 0x3164
                || character >= 0xFE00 && character <= 0xFE0F
                || character == 0xFFA0
                || character >= 0xE0100 && character <= 0xE01EF;
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
