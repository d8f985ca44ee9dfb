package signup.registration.avatar;

import io.netty.util.NetUtil;
import java.util.Arrays;

/** A network of addresses of one family, as {@code 10.0.0.0/8} or {@code fd00::/8}; without a length, one address. */
final class Network {

    private final byte[] address;
    private final int length;

    private Network(byte[] address, int length) {
        this.address = address;
        this.length = length;
    }

    /** @throws IllegalArgumentException when the text is none */
    static Network of(String text) {
        int slash = text.indexOf('/');
        byte[] address = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException(text + " is no network, such as 10.1.0.0/16");
        }
        int bits = address.length * Byte.SIZE;
        int length = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
        if (length < 0 || length > bits) {
            throw new IllegalArgumentException(text + " is no network: its prefix has at most " + bits + " bits");
        }
        return new Network(address, length);
    }

    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        int whole = length / Byte.SIZE;
        int rest = length % Byte.SIZE;
        if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
            return false;
        }
        int mask = 0xFF << (Byte.SIZE - rest) & 0xFF;
        return rest == 0 || (address[whole] & mask) == (other[whole] & mask);
    }

    /** Whether an address belongs to both. */
    boolean overlaps(Network other) {
        return length >= other.length ? other.contains(address) : contains(other.address);
    }
}
