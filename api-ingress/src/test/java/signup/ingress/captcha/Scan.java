package signup.ingress.captcha;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A captcha as a machine sees it: rasterized, and cleaned as somebody would who knows how it is drawn. */
final class Scan {

    private static final int SCALE = 2;
    private static final int DARK = 128;
    private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d+) (\\d+)\"");
    private static final Pattern ELEMENT =
            Pattern.compile("<g [^>]*stroke=\"(#\\w+)\"|<path stroke-width=\"([\\d.]+)\" d=\"([^\"]+)\"");
    private static final Pattern POINT = Pattern.compile("([ML])(-?[\\d.]+) (-?[\\d.]+)");

    private final boolean[] ink;
    private final int width;
    private final int height;

    private Scan(boolean[] ink, int width, int height) {
        this.ink = ink;
        this.width = width;
        this.height = height;
    }

    static Scan of(String svg) {
        BufferedImage image = rasterized(svg);
        Scan scan = new Scan(new boolean[image.getWidth() * image.getHeight()], image.getWidth(), image.getHeight());
        for (int i = 0; i < scan.ink.length; i++) {
            scan.ink[i] = (image.getRGB(i % scan.width, i / scan.width) & 0xFF) < DARK;
        }
        return scan;
    }

    static BufferedImage rasterized(String svg) {
        Matcher size = SIZE.matcher(svg);
        if (!size.find()) {
            throw new IllegalArgumentException("An SVG without a viewBox");
        }
        BufferedImage image = new BufferedImage(
                Integer.parseInt(size.group(1)) * SCALE,
                Integer.parseInt(size.group(2)) * SCALE,
                BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(SCALE, SCALE);
        Matcher element = ELEMENT.matcher(svg);
        while (element.find()) {
            if (element.group(1) != null) {
                graphics.setColor(element.group(1).equals("#fff") ? Color.WHITE : Color.BLACK);
            } else {
                graphics.setStroke(new BasicStroke(
                        Float.parseFloat(element.group(2)), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                graphics.draw(path(element.group(3)));
            }
        }
        graphics.dispose();
        return image;
    }

    /** Takes away what is thinner than so many pixels. */
    Scan withoutThin(int pixels) {
        return eroded(pixels / 2.0).dilated(pixels / 2.0);
    }

    /** Fills what is narrower than so many pixels. */
    Scan withoutGaps(int pixels) {
        return dilated(pixels / 2.0).eroded(pixels / 2.0);
    }

    BufferedImage image() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < ink.length; i++) {
            image.setRGB(i % width, i / width, ink[i] ? 0 : 0xFFFFFF);
        }
        return image;
    }

    private Scan dilated(double radius) {
        boolean[] grown = new boolean[ink.length];
        int reach = (int) radius;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (ink[y * width + x]) {
                    for (int dy = -reach; dy <= reach; dy++) {
                        for (int dx = -reach; dx <= reach; dx++) {
                            int nx = x + dx;
                            int ny = y + dy;
                            if (dx * dx + dy * dy <= radius * radius
                                    && nx >= 0
                                    && ny >= 0
                                    && nx < width
                                    && ny < height) {
                                grown[ny * width + nx] = true;
                            }
                        }
                    }
                }
            }
        }
        return new Scan(grown, width, height);
    }

    private Scan eroded(double radius) {
        return inverted().dilated(radius).inverted();
    }

    private Scan inverted() {
        boolean[] paper = new boolean[ink.length];
        for (int i = 0; i < ink.length; i++) {
            paper[i] = !ink[i];
        }
        return new Scan(paper, width, height);
    }

    private static Path2D path(String description) {
        Path2D path = new Path2D.Double();
        Matcher point = POINT.matcher(description);
        while (point.find()) {
            double x = Double.parseDouble(point.group(2));
            double y = Double.parseDouble(point.group(3));
            if (point.group(1).equals("M")) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        return path;
    }
}
