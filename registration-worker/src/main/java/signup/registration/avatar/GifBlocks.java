package signup.registration.avatar;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The blocks of a GIF (89a): its first frame, and what tells which of its colours is transparent. */
final class GifBlocks {

    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xF9;
    private static final int FRAME = 0x2C;
    private static final int TRAILER = 0x3B;

    private final ByteBuffer in;

    private GifBlocks(byte[] gif) {
        in = ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN);
    }

    static Undecoded strip(byte[] gif) {
        return new GifBlocks(gif).strip();
    }

    private Undecoded strip() {
        ByteArrayOutputStream stripped = new ByteArrayOutputStream();
        int at = 13 + colours(10);
        stripped.write(in.array(), 0, at);
        while (unsigned(at) == EXTENSION) {
            int end = afterData(at + 2);
            if (unsigned(at + 1) == GRAPHIC_CONTROL) {
                stripped.write(in.array(), at, end - at);
            }
            at = end;
        }
        if (unsigned(at) != FRAME) {
            throw new AvatarFailedException(AvatarFailure.UNREADABLE);
        }
        int end = afterData(at + 10 + colours(at + 9) + 1);
        stripped.write(in.array(), at, end - at);
        stripped.write(TRAILER);
        return new Undecoded(stripped.toByteArray(), in.getShort(at + 5) & 0xFFFF, in.getShort(at + 7) & 0xFFFF);
    }

    /** Bytes of the table of colours that these flags announce. */
    private int colours(int flagsAt) {
        int flags = unsigned(flagsAt);
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private int afterData(int from) {
        int at = from;
        while (unsigned(at) != 0) {
            at += 1 + unsigned(at);
        }
        return at + 1;
    }

    private int unsigned(int at) {
        return in.get(at) & 0xFF;
    }
}
