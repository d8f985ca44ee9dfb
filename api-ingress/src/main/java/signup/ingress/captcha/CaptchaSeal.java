package signup.ingress.captcha;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import signup.schemas.keys.KeyRing;

/**
 * Turns a captcha into an opaque token and back: AES-256-GCM under a key that all ingress instances share.
 *
 * <p>Token, in Base64url: length of the key id (one byte), key id, nonce (12 bytes), ciphertext and tag. Sealed is: the
 * captcha's id (16 bytes), its expiry in seconds since the epoch (8 bytes), the answer. The key id and what the token
 * is for are authenticated with it. Safe for use by several threads.
 */
final class CaptchaSeal {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final byte[] PURPOSE = "signup/captcha/v1".getBytes(StandardCharsets.US_ASCII);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MAX_TOKEN_LENGTH = 512;

    private final KeyRing<SecretKey> keys;
    private final SecureRandom random;

    CaptchaSeal(KeyRing<SecretKey> keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    String seal(Captcha captcha) {
        byte[] keyId = keys.currentId().getBytes(StandardCharsets.UTF_8);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = apply(Cipher.ENCRYPT_MODE, keys.current(), keyId, nonce, encode(captcha))
                .orElseThrow();
        byte[] token = ByteBuffer.allocate(1 + keyId.length + nonce.length + sealed.length)
                .put((byte) keyId.length)
                .put(keyId)
                .put(nonce)
                .put(sealed)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The captcha of a token; empty when the token is none of ours, was changed, or its key is no longer kept. */
    Optional<Captcha> open(String token) {
        if (token.length() > MAX_TOKEN_LENGTH) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            byte[] keyId = take(bytes, Byte.toUnsignedInt(bytes.get()));
            byte[] nonce = take(bytes, NONCE_BYTES);
            byte[] sealed = take(bytes, bytes.remaining());
            return keys.find(new String(keyId, StandardCharsets.UTF_8))
                    .flatMap(key -> apply(Cipher.DECRYPT_MODE, key, keyId, nonce, sealed))
                    .map(CaptchaSeal::decode);
        } catch (IllegalArgumentException | BufferUnderflowException notOurs) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> apply(int mode, SecretKey key, byte[] keyId, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(PURPOSE);
            cipher.updateAAD(keyId);
            return Optional.of(cipher.doFinal(input));
        } catch (GeneralSecurityException e) {
            if (mode == Cipher.ENCRYPT_MODE) {
                throw new IllegalStateException("A captcha cannot be sealed", e);
            }
            return Optional.empty();
        }
    }

    private static byte[] encode(Captcha captcha) {
        byte[] answer = captcha.answer().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(3 * Long.BYTES + answer.length)
                .putLong(captcha.id().getMostSignificantBits())
                .putLong(captcha.id().getLeastSignificantBits())
                .putLong(captcha.expiresAt().getEpochSecond())
                .put(answer)
                .array();
    }

    private static Captcha decode(byte[] plaintext) {
        ByteBuffer bytes = ByteBuffer.wrap(plaintext);
        UUID id = new UUID(bytes.getLong(), bytes.getLong());
        Instant expiresAt = Instant.ofEpochSecond(bytes.getLong());
        return new Captcha(id, new String(take(bytes, bytes.remaining()), StandardCharsets.UTF_8), expiresAt);
    }

    private static byte[] take(ByteBuffer bytes, int count) {
        if (count > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] taken = new byte[count];
        bytes.get(taken);
        return taken;
    }
}
