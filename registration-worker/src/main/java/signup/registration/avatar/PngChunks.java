package signup.registration.avatar;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * The chunks of a PNG (ISO/IEC 15948). Texts and colour profiles are compressed, and a decoder that inflates a few of them
 * has no memory left: they are left out, and so are an animation's further frames.
 */
final class PngChunks {

    private static final int SIGNATURE = 8;
    private static final int HEADER = 0x49484452;
    private static final int END = 0x49454E44;

    /** IHDR, PLTE, tRNS, IDAT, IEND. */
    private static final Set<Integer> NEEDED = Set.of(HEADER, 0x504C5445, 0x74524E53, 0x49444154, END);

    private PngChunks() {}

    static Undecoded strip(byte[] png) {
        ByteArrayOutputStream stripped = new ByteArrayOutputStream(png.length);
        stripped.write(png, 0, SIGNATURE);
        ByteBuffer in = ByteBuffer.wrap(png);
        int at = SIGNATURE;
        int type = 0;
        while (type != END) {
            int length = in.getInt(at);
            type = in.getInt(at + 4);
            int whole = Math.addExact(length, 12);
            if (length < 0 || (at == SIGNATURE) != (type == HEADER)) {
                throw new AvatarFailedException(AvatarFailure.UNREADABLE);
            }
            if (NEEDED.contains(type)) {
                stripped.write(png, at, whole);
            }
            at += whole;
        }
        return new Undecoded(stripped.toByteArray(), in.getInt(SIGNATURE + 8), in.getInt(SIGNATURE + 12));
    }
}
