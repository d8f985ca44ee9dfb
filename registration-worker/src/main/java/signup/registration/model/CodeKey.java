package signup.registration.model;

/**
 * Names a code.
 *
 * @param text in the form in which identities are compared
 */
public record CodeKey(CodeKind kind, String text) {

    /** The longest code that is issued, in characters. */
    public static final int LONGEST = 64;

    /** Whether a code of this name can have been issued; what cannot need not be looked up. */
    public boolean isPossible() {
        return text.length() <= LONGEST && text.indexOf('\u0000') < 0;
    }

    @Override
    public String toString() {
        return "CodeKey[" + kind + "]";
    }
}
