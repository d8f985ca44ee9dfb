package signup.ingress.acceptance;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import signup.events.BodyMac;
import signup.ingress.json.Json;
import signup.schemas.keys.KeyRing;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the ingress instances derive with a secret that they share: signup ids from idempotency keys, and keyed digests of
 * bodies. Keyed, because a body holds a password that a plain digest would let anybody guess.
 */
final class RequestKeys {

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte FOR_IDS = 'i';
    private static final byte FOR_BODIES = 'b';

    private final KeyRing<SecretKey> keys;

    /** With the key in it; to find the algorithm and prepare the key takes longer than most bodies. */
    private final ThreadLocal<Mac> macs = ThreadLocal.withInitial(this::newMac);

    RequestKeys(KeyRing<SecretKey> keys) {
        this.keys = keys;
    }

    /** The same UUIDv8 (RFC 9562) for the same client, dialect and key. */
    UUID signupId(String client, String dialect, IdempotencyKey key) {
        Mac mac = macFor(FOR_IDS);
        for (String part : new String[] {client, dialect, key.text()}) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            mac.update(bytes);
        }
        ByteBuffer digest = ByteBuffer.wrap(mac.doFinal());
        long high = digest.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x8000L;
        long low = digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** The digest of a body's canonical form, without these members. */
    BodyMac bodyMac(ObjectNode body, Set<String> without) {
        Mac mac = macFor(FOR_BODIES);
        Json.writeCanonical(body, without, new MacStream(mac));
        return new BodyMac(keys.currentId(), ByteBuffer.wrap(mac.doFinal()));
    }

    private Mac macFor(byte purpose) {
        Mac mac = macs.get();
        // The body before may have failed half-way.
        mac.reset();
        mac.update(purpose);
        return mac;
    }

    private Mac newMac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(keys.current());
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    /** So that the canonical form exists nowhere as a whole. */
    private static final class MacStream extends OutputStream {

        private final Mac mac;

        private MacStream(Mac mac) {
            this.mac = mac;
        }

        @Override
        public void write(int one) {
            mac.update((byte) one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            mac.update(bytes, from, length);
        }
    }
}
