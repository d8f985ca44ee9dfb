package signup.schemas;

/**
 * The form of the tokens in mailed links, which the notification worker signs and the ingress verifies: compact JWS (RFC
 * 7515) with ES256, and of the registered claims (RFC 7519) {@code iss}, {@code jti} (the link's id), {@code sub}, {@code
 * iat} and {@code exp}.
 */
public final class LinkTokenFormat {

    /** The header {@code typ}: no other token of this system is taken for one. */
    public static final String TYPE = "signup-link+jwt";

    /** The claim {@code iss}. */
    public static final String ISSUER = "signup";

    /** The claim that names the single thing that the link does. */
    public static final String PURPOSE = "purpose";

    /** A purpose: the address is confirmed. */
    public static final String CONFIRMATION = "confirmation";

    /** A purpose: a password is chosen, and the registration finished. */
    public static final String REGISTRATION = "registration";

    /** The claim with the language of the page that it opens, a BCP 47 tag. */
    public static final String LOCALE = "locale";

    /**
     * The claim with the dialect that the user signed up through, by its name in events; absent where that is not known, and
     * in older tokens.
     */
    public static final String DIALECT = "dialect";

    private LinkTokenFormat() {}
}
