package signup.registration.avatar;

/** Why a picture cannot become an avatar. Told to operators only: a client that heard it could map our network with it. */
public enum AvatarFailure {
    /** No URL that is fetched: another scheme or port, user info, a host that is neither a name nor a plain address. */
    FORBIDDEN_URL(false),
    /** An address that is not on the public internet. */
    FORBIDDEN_ADDRESS(false),
    TOO_MANY_REDIRECTS(false),
    /** The server says that there is no picture for us. */
    REFUSED(false),
    TOO_MANY_BYTES(false),
    TOO_MANY_PIXELS(false),
    /** Neither PNG, JPEG, GIF nor WebP by its signature. */
    NO_PICTURE(false),
    /** A picture that cannot be decoded. */
    UNREADABLE(false),

    UNKNOWN_HOST(true),
    UNREACHABLE(true),
    /** No TLS connection, or a certificate for another name. */
    TLS(true),
    TIMED_OUT(true),
    /** The server says that it cannot now: 5xx, 408, 425, 429. */
    SERVER_FAILED(true),
    /** A fault of ours, such as too little memory. */
    INTERNAL(true);

    private final boolean passing;

    AvatarFailure(boolean passing) {
        this.passing = passing;
    }

    /** Whether it may be otherwise later. */
    public boolean isPassing() {
        return passing;
    }
}
