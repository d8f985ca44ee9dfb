package signup.registration.avatar;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** The formats that pictures may have, told by their signatures. */
enum PictureFormat {
    PNG(
            new int[] {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
            PngChunks::strip,
            () -> ofJava("png"),
            Integer.MAX_VALUE),
    JPEG(new int[] {0xFF, 0xD8, 0xFF}, JpegSegments::strip, () -> ofJava("jpeg"), Integer.MAX_VALUE),
    GIF_87(new int[] {'G', 'I', 'F', '8', '7', 'a'}, GifBlocks::strip, () -> ofJava("gif"), Integer.MAX_VALUE),
    GIF_89(new int[] {'G', 'I', 'F', '8', '9', 'a'}, GifBlocks::strip, () -> ofJava("gif"), Integer.MAX_VALUE),
    /** Its decoder holds the whole picture, and not some rows of it, at 25 bytes a pixel. */
    WEBP(
            new int[] {'R', 'I', 'F', 'F', -1, -1, -1, -1, 'W', 'E', 'B', 'P'},
            WebpChunks::strip,
            PictureFormat::ofTwelveMonkeys,
            4 << 20);

    private final int[] signature;
    private final Function<byte[], Undecoded> stripping;
    private final Supplier<ImageReader> reader;
    private final int mostPixels;

    /** @param signature its first bytes; -1 stands for any */
    PictureFormat(
            int[] signature, Function<byte[], Undecoded> stripping, Supplier<ImageReader> reader, int mostPixels) {
        this.signature = signature;
        this.stripping = stripping;
        this.reader = reader;
        this.mostPixels = mostPixels;
    }

    /** @throws AvatarFailedException when these are the first bytes of none */
    static PictureFormat of(byte[] picture) {
        return Arrays.stream(values())
                .filter(format -> format.signs(picture))
                .findFirst()
                .orElseThrow(() -> new AvatarFailedException(AvatarFailure.NO_PICTURE));
    }

    Undecoded strip(byte[] picture) {
        return stripping.apply(picture);
    }

    /** A decoder, to be disposed of. */
    ImageReader reader() {
        return reader.get();
    }

    /** How many can be decoded at all. */
    int mostPixels() {
        return mostPixels;
    }

    private boolean signs(byte[] picture) {
        if (picture.length < signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if (signature[i] >= 0 && signature[i] != (picture[i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }

    private static ImageReader ofJava(String name) {
        return ImageIO.getImageReadersByFormatName(name).next();
    }

    private static ImageReader ofTwelveMonkeys() {
        return new WebPImageReaderSpi().createReaderInstance(null);
    }
}
