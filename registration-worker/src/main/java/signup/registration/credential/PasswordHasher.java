package signup.registration.credential;

/** Hashes passwords with Argon2id. Safe for many threads; each call uses its memory and one core for some 20 ms. */
interface PasswordHasher {

    /** The hash as a PHC string, {@code $argon2id$v=19$m=…,t=…,p=…$<salt>$<hash>}. Leaves wiping to the caller. */
    String hash(byte[] password);

    /** Which implementation it is, for metrics. */
    String implementation();
}
