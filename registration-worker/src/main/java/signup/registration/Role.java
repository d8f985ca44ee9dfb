package signup.registration;

/** What an instance may do; the parts of the one jar scale apart. */
public enum Role {
    /** Decides signups. */
    REGISTRATION,
    /** Opens and hashes passwords; the only role that needs private keys. */
    CREDENTIAL,
    /** Acts on mailed links. */
    ACTIVATION,
    /** Makes avatars. Needs no private key, and is the only role that opens connections to where users say. */
    AVATAR
}
