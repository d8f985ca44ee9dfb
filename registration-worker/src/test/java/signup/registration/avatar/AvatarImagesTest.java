package signup.registration.avatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvatarImagesTest {

    private final AvatarImages images = new AvatarImages(25_000_000);

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif"})
    void aLargePictureBecomesAPngOf512PixelsInItsProportions(String format) throws Exception {
        BufferedImage avatar = Pictures.decoded(images.png(Pictures.halves(3000, 1500, format)));
        assertThat(avatar.getWidth()).isEqualTo(512);
        assertThat(avatar.getHeight()).isEqualTo(256);
        assertColour(avatar, 100, 128, Color.RED);
        assertColour(avatar, 400, 128, Color.BLUE);
    }

    @Test
    void aSmallPictureIsNotEnlarged() throws Exception {
        BufferedImage avatar = Pictures.decoded(images.png(Pictures.halves(20, 10, "png")));
        assertThat(avatar.getWidth()).isEqualTo(20);
        assertThat(avatar.getHeight()).isEqualTo(10);
    }

    @Test
    void aThinPictureKeepsAPixel() throws Exception {
        BufferedImage avatar = Pictures.decoded(images.png(Pictures.halves(16_384, 2, "png")));
        assertThat(avatar.getWidth()).isEqualTo(512);
        assertThat(avatar.getHeight()).isEqualTo(1);
    }

    @Test
    void aScaledPixelIsTheMeanOfItsArea() {
        int white = Color.WHITE.getRGB();
        int black = Color.BLACK.getRGB();
        Pixels scaled = new Pixels(4, 1, new int[] {white, black, 0, white}).fitted(2);
        assertThat(scaled.image().getRGB(0, 0)).isEqualTo(new Color(128, 128, 128).getRGB());
        assertThat(scaled.image().getRGB(1, 0)).isEqualTo(new Color(255, 255, 255, 128).getRGB());
    }

    @Test
    void transparencyStays() throws Exception {
        BufferedImage image = Pictures.halves(600, 600, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 300, 600, new int[300 * 600], 0, 300);
        BufferedImage avatar = Pictures.decoded(images.png(Pictures.encoded(image, "png")));
        assertThat(avatar.getRGB(10, 10) >>> 24).isZero();
        assertColour(avatar, 500, 10, Color.BLUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void greyStaysTheSameGrey(String format) throws Exception {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64; i++) {
            image.getRaster().setSample(i % 8, i / 8, 0, 100);
        }
        BufferedImage avatar = Pictures.decoded(images.png(Pictures.encoded(image, format)));
        assertColour(avatar, 4, 4, new Color(100, 100, 100));
    }

    /** Where the red half is once it is upright: left, right, top or bottom. */
    @ParameterizedTest
    @CsvSource({"1,LEFT", "2,RIGHT", "3,RIGHT", "4,LEFT", "5,TOP", "6,TOP", "7,BOTTOM", "8,BOTTOM"})
    void aPhotographIsTurnedUpright(int orientation, String red) throws Exception {
        byte[] jpeg = Pictures.spliced(Pictures.halves(640, 320, "jpeg"), 2, exif(orientation));
        BufferedImage avatar = Pictures.decoded(images.png(jpeg));
        boolean sideways = orientation >= 5;
        assertThat(avatar.getWidth()).isEqualTo(sideways ? 256 : 512);
        assertColour(avatar, avatar.getWidth() / 8, avatar.getHeight() / 8, first(red) ? Color.RED : Color.BLUE);
        assertColour(
                avatar, avatar.getWidth() * 7 / 8, avatar.getHeight() * 7 / 8, first(red) ? Color.BLUE : Color.RED);
    }

    private static boolean first(String side) {
        return side.equals("LEFT") || side.equals("TOP");
    }

    private static byte[] exif(int orientation) {
        ByteBuffer segment = ByteBuffer.allocate(36).order(ByteOrder.BIG_ENDIAN);
        segment.putShort((short) 0xFFE1).putShort((short) 34).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        segment.order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'I')
                .put((byte) 'I')
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putInt(orientation)
                .putInt(0);
        return segment.array();
    }

    @Test
    void nothingOfThePictureIsLeftButPixels() throws Exception {
        byte[] text = "Comment\0taken at home".getBytes(StandardCharsets.US_ASCII);
        byte[] picture = Pictures.withChunk(Pictures.halves(20, 20, "png"), "tEXt", text);
        assertThat(new String(images.png(picture), StandardCharsets.ISO_8859_1)).doesNotContain("taken at home");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy.webp", "alpha.webp", "lossless.webp"})
    void webpIsRead(String name) throws Exception {
        BufferedImage avatar = Pictures.decoded(images.png(Pictures.resource(name)));
        assertThat(avatar.getWidth()).isEqualTo(48);
        assertThat(avatar.getHeight()).isEqualTo(32);
        assertThat(avatar.getRGB(0, 31) >>> 24).isEqualTo(name.equals("lossy.webp") ? 0xFF : 0);
        Color corner = new Color(avatar.getRGB(47, 0), true);
        Color middle = new Color(avatar.getRGB(24, 16), true);
        assertThat(middle.getAlpha()).isEqualTo(0xFF);
        assertThat(middle.getRed()).isBetween(0x60, 0xB0);
        assertThat(corner.getAlpha()).isEqualTo(name.equals("lossy.webp") ? 0xFF : 0);
    }

    @Test
    void ofAnAnimationTheFirstFrameIsTaken() throws Exception {
        byte[] still = Pictures.halves(60, 60, "gif");
        ByteArrayOutputStream animation = new ByteArrayOutputStream();
        animation.write(still, 0, still.length - 1);
        byte[] frame = Arrays.copyOfRange(still, frameOf(still), still.length - 1);
        for (int i = 0; i < 5_000; i++) {
            animation.write(frame);
        }
        animation.write(0x3B);
        assertColour(Pictures.decoded(images.png(animation.toByteArray())), 10, 10, Color.RED);

        BufferedImage webp = Pictures.decoded(images.png(animated(Pictures.resource("lossless.webp"))));
        assertThat(webp.getWidth()).isEqualTo(48);
    }

    private static int frameOf(byte[] gif) {
        int at = 13 + ((gif[10] & 0x80) == 0 ? 0 : 3 << ((gif[10] & 7) + 1));
        while (gif[at] == 0x21) {
            at += 2;
            while (gif[at] != 0) {
                at += 1 + (gif[at] & 0xFF);
            }
            at++;
        }
        return at;
    }

    private static byte[] animated(byte[] webp) {
        int picture = new String(webp, StandardCharsets.ISO_8859_1).indexOf("VP8L");
        byte[] chunk = Arrays.copyOfRange(webp, picture, webp.length);
        ByteBuffer file = ByteBuffer.allocate(12 + 18 + 24 + chunk.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(file.capacity() - 8);
        file.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0x12);
        file.put(new byte[] {47, 0, 0, 31, 0, 0});
        file.put("ANMF".getBytes(StandardCharsets.US_ASCII)).putInt(16 + chunk.length);
        return file.put(new byte[] {0, 0, 0, 0, 0, 0, 47, 0, 0, 31, 0, 0, 100, 0, 0, 0})
                .put(chunk)
                .array();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "GIF", "<svg xmlns='http://www.w3.org/2000/svg'/>", "<html>", "%PDF-1.7", "RIFF....WAVE"})
    void whatIsNoPictureIsToldByItsSignature(String text) {
        assertFails(text.getBytes(StandardCharsets.US_ASCII), AvatarFailure.NO_PICTURE);
    }

    @ParameterizedTest
    @CsvSource({"50000,50000", "5001,5000", "16385,1", "1,16385", "2147483647,2147483647"})
    void aPictureThatClaimsTooManyPixelsIsNotDecoded(int width, int height) {
        assertFails(Pictures.claiming(width, height), AvatarFailure.TOO_MANY_PIXELS);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "-1,1", "1,-2147483648"})
    void aPictureThatClaimsNoneIsNoPicture(int width, int height) {
        assertFails(Pictures.claiming(width, height), AvatarFailure.UNREADABLE);
    }

    @Test
    void aWebpIsMeasuredByItsFrameAndNotByItsCanvas() {
        byte[] lossy = Pictures.resource("lossy.webp");
        int frame = new String(lossy, StandardCharsets.ISO_8859_1).indexOf("VP8 ");
        ByteBuffer.wrap(lossy)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(frame + 14, (short) 16_383)
                .putShort(frame + 16, (short) 16_383);
        assertFails(lossy, AvatarFailure.TOO_MANY_PIXELS);

        byte[] lossless = Pictures.resource("lossless.webp");
        int picture = new String(lossless, StandardCharsets.ISO_8859_1).indexOf("VP8L");
        ByteBuffer.wrap(lossless).order(ByteOrder.LITTLE_ENDIAN).putInt(picture + 9, 0x0FFF_FFFF);
        assertFails(lossless, AvatarFailure.TOO_MANY_PIXELS);
    }

    /** Java's decoder inflates texts in pictures with a palette, whole, whatever it is told to ignore. */
    @Test
    void whatInflatesToMoreThanMemoryIsLeftOut() throws Exception {
        ByteArrayOutputStream inflating = new ByteArrayOutputStream();
        inflating.write("a\0\0".getBytes(StandardCharsets.US_ASCII));
        try (DeflaterOutputStream bomb = new DeflaterOutputStream(inflating)) {
            bomb.write(new byte[16 << 20]);
        }
        byte[] palette = Pictures.encoded(Pictures.halves(20, 20, BufferedImage.TYPE_BYTE_INDEXED), "png");
        byte[] bombs = palette;
        for (String type : List.of("zTXt", "iTXt", "iCCP", "eXIf")) {
            bombs = Pictures.withChunk(bombs, type, inflating.toByteArray());
        }
        assertThat(PngChunks.strip(bombs).bytes()).isEqualTo(palette);
        assertColour(Pictures.decoded(images.png(bombs)), 2, 2, Color.RED);
    }

    @Test
    void aJpegOfManyScansIsNotDecoded() {
        byte[] jpeg = Pictures.halves(64, 64, "jpeg");
        int scan = new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("\u00FF\u00DA");
        byte[] one = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
        byte[] many = jpeg;
        for (int i = 0; i < 64; i++) {
            many = Pictures.spliced(many, scan, one);
        }
        byte[] tooMany = many;
        assertThatThrownBy(() -> JpegSegments.strip(tooMany)).isInstanceOf(AvatarFailedException.class);
        assertThat(JpegSegments.strip(Pictures.spliced(jpeg, scan, one)).width())
                .as("a few are stripped and left to the decoder")
                .isEqualTo(64);
    }

    @Test
    void whateverIsBrokenInAPictureItFailsAsUnreadableOrIsMade() throws Exception {
        List<byte[]> sound = List.of(
                Pictures.halves(40, 30, "png"),
                Pictures.halves(40, 30, "jpeg"),
                Pictures.spliced(Pictures.halves(40, 30, "jpeg"), 2, exif(6)),
                Pictures.halves(40, 30, "gif"),
                Pictures.resource("lossy.webp"),
                Pictures.resource("alpha.webp"),
                Pictures.resource("lossless.webp"));
        Random random = new Random(7);
        for (int round = 0; round < 1_000; round++) {
            byte[] picture = sound.get(round % sound.size()).clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                picture[random.nextInt(picture.length)] = (byte) random.nextInt(256);
            }
            tryToMake(random.nextInt(4) == 0 ? Arrays.copyOf(picture, random.nextInt(picture.length)) : picture);
        }
    }

    private void tryToMake(byte[] picture) throws InterruptedException {
        try {
            assertThat(Pictures.decoded(images.png(picture)).getWidth()).isBetween(1, 512);
        } catch (AvatarFailedException e) {
            assertThat(e.reason().isPassing()).isFalse();
        }
    }

    private void assertFails(byte[] picture, AvatarFailure reason) {
        assertThatThrownBy(() -> images.png(picture))
                .isInstanceOfSatisfying(
                        AvatarFailedException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason));
    }

    private static void assertColour(BufferedImage image, int x, int y, Color expected) {
        Color colour = new Color(image.getRGB(x, y), true);
        assertThat(colour.getRed()).as("red").isCloseTo(expected.getRed(), within(8));
        assertThat(colour.getGreen()).as("green").isCloseTo(expected.getGreen(), within(8));
        assertThat(colour.getBlue()).as("blue").isCloseTo(expected.getBlue(), within(8));
        assertThat(colour.getAlpha()).as("alpha").isEqualTo(expected.getAlpha());
    }
}
