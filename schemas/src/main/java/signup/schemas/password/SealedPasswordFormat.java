package signup.schemas.password;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * What sealer and opener of passwords agree on: HPKE (RFC 9180) in base mode with X25519, HKDF-SHA256 and AES-256-GCM,
 * this {@link #info}, the id of the signup or activation as {@link #associatedData}, and a fixed plaintext length so that
 * the ciphertext does not tell the password's.
 *
 * <p>Plaintext: two bytes of length (big endian), the password in UTF-8, zeros up to {@value #PADDED_LENGTH} bytes; a
 * longer password is padded to the next multiple.
 */
final class SealedPasswordFormat {

    static final int PADDED_LENGTH = 256;

    private static final int LENGTH_BYTES = Short.BYTES;

    private SealedPasswordFormat() {}

    /** HPKE's {@code info}. */
    static byte[] info() {
        return "signup/password/v1".getBytes(StandardCharsets.US_ASCII);
    }

    /** HPKE's {@code aad}: the id's 16 bytes, big endian. */
    static byte[] associatedData(UUID causeId) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(causeId.getMostSignificantBits())
                .putLong(causeId.getLeastSignificantBits())
                .array();
    }

    /**
     * The padded plaintext. The caller wipes both arrays.
     *
     * @throws IllegalArgumentException for a password above 65,535 bytes
     */
    static byte[] pad(byte[] password) {
        if (password.length > 0xFFFF) {
            throw new IllegalArgumentException("A password is at most 65535 bytes long");
        }
        int blocks = (LENGTH_BYTES + password.length + PADDED_LENGTH - 1) / PADDED_LENGTH;
        return ByteBuffer.allocate(blocks * PADDED_LENGTH)
                .putShort((short) password.length)
                .put(password)
                .array();
    }

    /**
     * The password of a padded plaintext. The caller wipes both arrays.
     *
     * @throws IllegalArgumentException when the plaintext has not this format
     */
    static byte[] unpad(byte[] padded) {
        if (padded.length < LENGTH_BYTES || padded.length % PADDED_LENGTH != 0) {
            throw new IllegalArgumentException("Not a padded password");
        }
        int length = Short.toUnsignedInt(ByteBuffer.wrap(padded).getShort());
        if (LENGTH_BYTES + length > padded.length) {
            throw new IllegalArgumentException("Not a padded password");
        }
        return Arrays.copyOfRange(padded, LENGTH_BYTES, LENGTH_BYTES + length);
    }
}
