package signup.registration.avatar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a WebP (RFC 9649): of its first frame, the picture and its transparency. The size that counts is the one in
 * the picture's own header, by which decoders take memory, and not the canvas's.
 */
final class WebpChunks {

    private static final int RIFF = code("RIFF");
    private static final int WEBP = code("WEBP");
    private static final int EXTENDED = code("VP8X");
    private static final int LOSSY = code("VP8 ");
    private static final int LOSSLESS = code("VP8L");
    private static final int ALPHA = code("ALPH");
    private static final int FRAME = code("ANMF");
    private static final int HEAD = 8;
    private static final int FRAME_HEAD = 16;
    private static final byte HAS_ALPHA = 0x10;

    private final ByteBuffer in;
    private @Nullable ByteBuffer alpha;
    private @Nullable ByteBuffer picture;

    private WebpChunks(byte[] webp) {
        in = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
    }

    static Undecoded strip(byte[] webp) {
        WebpChunks chunks = new WebpChunks(webp);
        chunks.read(12, webp.length);
        return chunks.strip();
    }

    private void read(int from, int to) {
        int at = from;
        while (picture == null && at + HEAD <= to) {
            int type = in.getInt(at);
            int length = in.getInt(at + 4);
            int end = Math.addExact(at + HEAD, length);
            if (length < 0 || end > to) {
                throw new AvatarFailedException(AvatarFailure.UNREADABLE);
            }
            if (type == LOSSY || type == LOSSLESS) {
                picture = chunk(at, end);
            } else if (type == ALPHA) {
                alpha = chunk(at, end);
            } else if (type == FRAME) {
                read(at + HEAD + FRAME_HEAD, end);
            }
            at = end + (length & 1);
        }
    }

    private Undecoded strip() {
        ByteBuffer found = picture;
        if (found == null) {
            throw new AvatarFailedException(AvatarFailure.UNREADABLE);
        }
        boolean lossless = found.getInt(0) == LOSSLESS;
        int size = found.getInt(lossless ? HEAD + 1 : HEAD + 6);
        int width = lossless ? (size & 0x3FFF) + 1 : size & 0x3FFF;
        int height = lossless ? (size >>> 14 & 0x3FFF) + 1 : size >>> 16 & 0x3FFF;
        ByteBuffer transparency = lossless ? null : alpha;
        ByteBuffer out = ByteBuffer.allocate(12 + 18 + in.limit() + 2).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(RIFF).putInt(0).putInt(WEBP);
        if (transparency != null) {
            out.putInt(EXTENDED).putInt(10).putInt(HAS_ALPHA);
            putSide(out, width);
            putSide(out, height);
            put(out, transparency);
        }
        put(out, found);
        out.putInt(4, out.position() - HEAD);
        byte[] stripped = new byte[out.position()];
        out.get(0, stripped);
        return new Undecoded(stripped, width, height);
    }

    /** 24 bits. */
    private static void putSide(ByteBuffer out, int side) {
        out.putShort((short) (side - 1)).put((byte) (side - 1 >> 16));
    }

    private static void put(ByteBuffer out, ByteBuffer chunk) {
        out.put(chunk.duplicate());
        if (chunk.limit() % 2 == 1) {
            out.put((byte) 0);
        }
    }

    private ByteBuffer chunk(int from, int to) {
        return in.slice(from, to - from).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int code(String text) {
        return text.charAt(0) | text.charAt(1) << 8 | text.charAt(2) << 16 | text.charAt(3) << 24;
    }
}
