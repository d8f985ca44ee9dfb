package signup.registration.model;

import java.util.HexFormat;

/**
 * Keyed digest of a request's body, by which retries under one signup id are compared.
 *
 * @param keyId which of the ingress's keys made it
 * @param hex the digest, in hexadecimal
 */
public record BodyMac(String keyId, String hex) {

    public static BodyMac of(String keyId, byte[] digest) {
        return new BodyMac(keyId, HexFormat.of().formatHex(digest));
    }

    /** Whether the two bodies certainly differ; digests under two keys cannot be compared and tell nothing. */
    public boolean contradicts(BodyMac other) {
        return keyId.equals(other.keyId) && !hex.equals(other.hex);
    }
}
