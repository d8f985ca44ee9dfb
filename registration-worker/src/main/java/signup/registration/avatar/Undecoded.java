package signup.registration.avatar;

/**
 * A picture stripped to what a decoder needs, which every attack on what else decoders understand must pass: metadata,
 * colour profiles, compressed texts, further frames.
 *
 * @param bytes nobody changes them
 * @param width as the first frame's own header says
 * @param orientation how it is to be turned to be upright, as Exif counts: 1 to 8
 */
record Undecoded(byte[] bytes, int width, int height, int orientation) {

    Undecoded(byte[] bytes, int width, int height) {
        this(bytes, width, height, 1);
    }
}
