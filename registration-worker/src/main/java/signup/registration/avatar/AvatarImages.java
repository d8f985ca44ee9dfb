package signup.registration.avatar;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes a picture a PNG of at most {@value #MOST_SIDE} pixels a side, upright, with nothing in it but pixels. What it claims
 * to be is looked at before a decoder sees it, and so is its size; only every nth pixel of a large one is kept while it is
 * decoded. One picture is decoded at a time, so memory is bounded by one, and so is what it takes from the other roles. Safe
 * for many threads.
 */
final class AvatarImages {

    static final int MOST_SIDE = 512;

    /** Of a picture as it comes: decoders hold rows whole. */
    private static final int LONGEST_SIDE = 16_384;

    /** Beyond that the mean of all pixels looks no better. */
    private static final int DECODED_SIDE = 2 * MOST_SIDE;

    private static final Duration LONGEST = Duration.ofSeconds(20);

    static {
        // No temporary files, whichever plug-in opens a stream of its own.
        ImageIO.setUseCache(false);
    }

    private final Semaphore turns = new Semaphore(1, true);
    private final long mostPixels;

    /** @param mostPixels of a picture as it comes */
    AvatarImages(long mostPixels) {
        this.mostPixels = mostPixels;
    }

    /** @throws AvatarFailedException when it can be made of no such picture */
    byte[] png(byte[] picture) throws InterruptedException {
        turns.acquire();
        try {
            PictureFormat format = PictureFormat.of(picture);
            Undecoded undecoded = format.strip(picture);
            checkSize(undecoded, Math.min(mostPixels, format.mostPixels()));
            Pixels decoded = Pixels.of(decode(format, undecoded));
            return encode(decoded.fitted(MOST_SIDE).turned(undecoded.orientation()));
        } catch (AvatarFailedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Decoders meet what is broken with whatever exception it happens to cause.
            throw new AvatarFailedException(AvatarFailure.UNREADABLE);
        } finally {
            turns.release();
        }
    }

    private static void checkSize(Undecoded picture, long mostPixels) {
        if (picture.width() < 1 || picture.height() < 1) {
            throw new AvatarFailedException(AvatarFailure.UNREADABLE);
        }
        if (Math.max(picture.width(), picture.height()) > LONGEST_SIDE
                || (long) picture.width() * picture.height() > mostPixels) {
            throw new AvatarFailedException(AvatarFailure.TOO_MANY_PIXELS);
        }
    }

    private static BufferedImage decode(PictureFormat format, Undecoded picture) throws IOException {
        ImageReader reader = format.reader();
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new Hurried(new ByteArrayInputStream(picture.bytes()), LONGEST))) {
            reader.setInput(in, false, true);
            if (reader.getWidth(0) != picture.width() || reader.getHeight(0) != picture.height()) {
                throw new AvatarFailedException(AvatarFailure.UNREADABLE);
            }
            ImageReadParam parameters = reader.getDefaultReadParam();
            int every = Math.max(1, Math.max(picture.width(), picture.height()) / DECODED_SIDE);
            parameters.setSourceSubsampling(every, every, 0, 0);
            return reader.read(0, parameters);
        } finally {
            reader.dispose();
        }
    }

    private static byte[] encode(Pixels pixels) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(pixels.image());
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Bytes for a decoder that must be done in time; one that is not gets no more of them. */
    private static final class Hurried extends InputStream {

        private final InputStream bytes;
        private final long until;

        private Hurried(InputStream bytes, Duration longest) {
            this.bytes = bytes;
            this.until = System.nanoTime() + longest.toNanos();
        }

        @Override
        public int read() throws IOException {
            hurry();
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            hurry();
            return bytes.read(buffer, offset, length);
        }

        private void hurry() throws IOException {
            if (System.nanoTime() - until > 0) {
                throw new IOException("Decoding takes too long");
            }
        }
    }
}
