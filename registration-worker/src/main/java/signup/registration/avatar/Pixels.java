package signup.registration.avatar;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/**
 * Pixels in memory: rows of ARGB, eight bits each, not premultiplied. Scaled and turned by arithmetic alone, because Java's
 * graphics want fonts and libraries that slim images of containers lack.
 */
final class Pixels {

    private final int width;
    private final int height;
    private final int[] argb;

    Pixels(int width, int height, int[] argb) {
        this.width = width;
        this.height = height;
        this.argb = argb;
    }

    static Pixels of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        boolean grey = image.getRaster().getNumBands() <= 2
                && image.getColorModel().getColorSpace().getNumComponents() == 1;
        return new Pixels(
                width, height, grey ? ofGrey(image.getRaster()) : image.getRGB(0, 0, width, height, null, 0, width));
    }

    /** Java takes grey for linear and would lighten it; files mean it as they mean colours. */
    private static int[] ofGrey(Raster raster) {
        int width = raster.getWidth();
        int[] argb = new int[width * raster.getHeight()];
        int[] sample = new int[raster.getNumBands()];
        for (int i = 0; i < argb.length; i++) {
            raster.getPixel(i % width, i / width, sample);
            int grey = eightBits(raster, 0, sample);
            int alpha = sample.length == 2 ? eightBits(raster, 1, sample) : 0xFF;
            argb[i] = argb(alpha, grey, grey, grey);
        }
        return argb;
    }

    private static int eightBits(Raster raster, int band, int[] sample) {
        int most = (1 << raster.getSampleModel().getSampleSize(band)) - 1;
        return (int) ((sample[band] * 255L + most / 2) / most);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** At most so wide and high, in the same proportions; each pixel the mean of the area that it stands for. */
    Pixels fitted(int most) {
        if (Math.max(width, height) <= most) {
            return this;
        }
        double scale = Math.max(width, height) / (double) most;
        int newWidth = Math.max(1, (int) Math.round(width / scale));
        int newHeight = Math.max(1, (int) Math.round(height / scale));
        int[] fitted = new int[newWidth * newHeight];
        for (int i = 0; i < fitted.length; i++) {
            fitted[i] = mean(
                    width * (double) (i % newWidth) / newWidth,
                    width * (i % newWidth + 1.0) / newWidth,
                    height * (double) (i / newWidth) / newHeight,
                    height * (i / newWidth + 1.0) / newHeight);
        }
        return new Pixels(newWidth, newHeight, fitted);
    }

    private int mean(double left, double right, double top, double bottom) {
        double alpha = 0;
        double red = 0;
        double green = 0;
        double blue = 0;
        for (int y = (int) top; y < bottom && y < height; y++) {
            double rows = Math.min(y + 1, bottom) - Math.max(y, top);
            for (int x = (int) left; x < right && x < width; x++) {
                int pixel = argb[y * width + x];
                double weight = rows * (Math.min(x + 1, right) - Math.max(x, left)) * (pixel >>> 24);
                alpha += weight;
                red += weight * (pixel >> 16 & 0xFF);
                green += weight * (pixel >> 8 & 0xFF);
                blue += weight * (pixel & 0xFF);
            }
        }
        if (alpha == 0) {
            return 0;
        }
        return argb(
                rounded(alpha / ((right - left) * (bottom - top))),
                rounded(red / alpha),
                rounded(green / alpha),
                rounded(blue / alpha));
    }

    /** Upright, when it was to be turned as Exif's orientation says. */
    Pixels turned(int orientation) {
        if (orientation == 1) {
            return this;
        }
        boolean sideways = orientation >= 5;
        int newWidth = sideways ? height : width;
        int newHeight = sideways ? width : height;
        int[] turned = new int[argb.length];
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                int right = width - 1;
                int bottom = height - 1;
                int from = switch (orientation) {
                    case 2 -> at(right - x, y);
                    case 3 -> at(right - x, bottom - y);
                    case 4 -> at(x, bottom - y);
                    case 5 -> at(y, x);
                    case 6 -> at(y, bottom - x);
                    case 7 -> at(right - y, bottom - x);
                    default -> at(right - y, x);
                };
                turned[y * newWidth + x] = argb[from];
            }
        }
        return new Pixels(newWidth, newHeight, turned);
    }

    private int at(int x, int y) {
        return y * width + x;
    }

    BufferedImage image() {
        boolean opaque = true;
        for (int pixel : argb) {
            opaque &= pixel >>> 24 == 0xFF;
        }
        BufferedImage image =
                new BufferedImage(width, height, opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, width, height, argb, 0, width);
        return image;
    }

    private static int rounded(double value) {
        return Math.min(0xFF, (int) Math.round(value));
    }

    private static int argb(int alpha, int red, int green, int blue) {
        return alpha << 24 | red << 16 | green << 8 | blue;
    }
}
