package signup.registration.model;

/** The request dialect through which a signup came. {@link #UNKNOWN}: one that this version does not know. */
public enum Dialect {
    UNKNOWN,
    SELFCOMMUNITY_SSO,
    SELFCOMMUNITY_ACCOUNT,
    AUTHENTIC,
    SAYMON,
    OPEN
}
