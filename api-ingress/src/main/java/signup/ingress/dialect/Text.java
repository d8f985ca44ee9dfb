package signup.ingress.dialect;

/** What text may be in a request. */
public final class Text {

    private Text() {}

    /** Whether it is free of control characters (NUL, line breaks, DEL, C1 among them) and of lone surrogates. */
    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** How many characters (code points) it has, which is what documented limits count. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
