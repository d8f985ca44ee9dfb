package signup.registration.avatar;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The segments of a JPEG (ITU-T T.81). Left out are comments and application segments but JFIF's and Adobe's, which tell
 * what the colours mean. Each scan goes over the whole picture once more, so their number is bounded: a progressive picture
 * has a dozen.
 */
final class JpegSegments {

    private static final int MOST_SCANS = 64;
    private static final int FILL = 0xFF;
    private static final int SCAN = 0xDA;
    private static final int END = 0xD9;
    private static final int COMMENT = 0xFE;
    private static final int EXIF = 0xE1;
    private static final byte[] EXIF_NAME = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int ORIENTATION = 0x0112;

    private final ByteBuffer in;
    private final ByteArrayOutputStream stripped;
    private int width;
    private int height;
    private int orientation = 1;
    private int scans;

    private JpegSegments(byte[] jpeg) {
        in = ByteBuffer.wrap(jpeg);
        stripped = new ByteArrayOutputStream(jpeg.length);
    }

    static Undecoded strip(byte[] jpeg) {
        return new JpegSegments(jpeg).strip();
    }

    private Undecoded strip() {
        copy(0, 2);
        int at = 2;
        while (marker(at) != END) {
            if (marker(at) == FILL) {
                at++;
            } else {
                at = isAlone(marker(at)) ? at + 2 : segment(at);
            }
        }
        copy(at, at + 2);
        return new Undecoded(stripped.toByteArray(), width, height, orientation);
    }

    /** Where the next begins. */
    private int segment(int at) {
        int marker = marker(at);
        int end = at + 2 + unsignedShort(at + 2);
        if (isFrame(marker) && width == 0) {
            height = unsignedShort(at + 5);
            width = unsignedShort(at + 7);
        }
        if (marker == EXIF) {
            orientation = orientation(at + 4, end);
        }
        if (marker == SCAN) {
            end = afterScan(end);
        }
        if (!isLeftOut(marker)) {
            copy(at, end);
        }
        return end;
    }

    /** A scan's data end where a marker comes that is no part of them. */
    private int afterScan(int from) {
        if (++scans > MOST_SCANS) {
            throw new AvatarFailedException(AvatarFailure.UNREADABLE);
        }
        int at = from;
        while (at + 1 < in.limit() && (unsigned(at) != FILL || isData(unsigned(at + 1)))) {
            at++;
        }
        return at;
    }

    /** A stuffed zero, a restart, or a fill byte. */
    private static boolean isData(int second) {
        return second == 0 || second >= 0xD0 && second <= 0xD7 || second == FILL;
    }

    private static boolean isAlone(int marker) {
        return marker == 0x01 || marker >= 0xD0 && marker <= 0xD8;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static boolean isLeftOut(int marker) {
        return marker == COMMENT || marker > 0xE0 && marker <= 0xEF && marker != 0xEE;
    }

    /** What stands in the first directory of Exif's TIFF; upright when it says nothing sound. */
    private int orientation(int from, int to) {
        if (to - from < 14 || !Arrays.equals(in.array(), from, from + 6, EXIF_NAME, 0, 6)) {
            return orientation;
        }
        ByteBuffer tiff = in.slice(from + 6, to - from - 6);
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = tiff.getInt(4) & 0xFFFF_FFFFL;
        for (long entry = directory + 2; directory + 2 <= tiff.limit() && entry + 12 <= tiff.limit(); entry += 12) {
            boolean counted = (entry - directory - 2) / 12 < (tiff.getShort((int) directory) & 0xFFFF);
            if (counted && (tiff.getShort((int) entry) & 0xFFFF) == ORIENTATION) {
                int value = tiff.getShort((int) entry + 8);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }

    private int marker(int at) {
        if (unsigned(at) != FILL) {
            throw new AvatarFailedException(AvatarFailure.UNREADABLE);
        }
        return unsigned(at + 1);
    }

    private int unsigned(int at) {
        return in.get(at) & 0xFF;
    }

    private int unsignedShort(int at) {
        return in.getShort(at) & 0xFFFF;
    }

    private void copy(int from, int to) {
        stripped.write(in.array(), from, to - from);
    }
}
