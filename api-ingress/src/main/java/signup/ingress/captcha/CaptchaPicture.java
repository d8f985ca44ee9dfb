package signup.ingress.captcha;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import signup.ingress.captcha.Glyphs.Point;

/**
 * Draws a word so that a person reads it and a machine hardly does: the pen strokes of each character are turned,
 * sheared, warped by a wave and cut into pieces, and mixed in random order with curves of the same pen. Characters touch, so
 * that they are not read one by one, and curves are no thinner than what is left of a character when they are taken away. The
 * picture holds paths only, no text. {@code CaptchaOcrIT} says what a machine reads; look at some when you change a number.
 */
final class CaptchaPicture {

    private static final int WIDTH = 200;
    private static final int HEIGHT = 70;
    private static final double MARGIN = 26;
    private static final double CHARACTER_HEIGHT = 38;
    private static final double EDGE = 3;
    private static final double PEN = 3.8;
    private static final double CURVE_PEN = 2.4;
    private static final double RUBBER = 1.5;
    private static final int CURVES = 2;
    private static final int DASHES = 6;

    private final Random random;
    private final List<Line> ink = new ArrayList<>();
    private final List<Line> rubbed = new ArrayList<>();
    private final double wavePhaseX;
    private final double wavePhaseY;

    private CaptchaPicture(Random random) {
        this.random = random;
        this.wavePhaseX = random.nextDouble() * 2 * Math.PI;
        this.wavePhaseY = random.nextDouble() * 2 * Math.PI;
    }

    /** The picture of a word of the {@link Glyphs#ALPHABET}, as an SVG element with a white background. */
    static String of(String word, Random random) {
        CaptchaPicture picture = new CaptchaPicture(random);
        picture.write(word);
        picture.scribble();
        return picture.toSvg();
    }

    private void write(String word) {
        double advance = (WIDTH - 2 * MARGIN) / word.length();
        for (int i = 0; i < word.length(); i++) {
            double centreX = MARGIN + advance * (i + 0.5) + around(3);
            double centreY = HEIGHT / 2.0 + around(7);
            write(word.charAt(i), centreX, centreY);
        }
    }

    private void write(char character, double centreX, double centreY) {
        double scale = CHARACTER_HEIGHT / Glyphs.HEIGHT * (1 + around(0.17));
        double stretch = 1.05 + around(0.15);
        double shear = around(0.25);
        double angle = around(Math.toRadians(28));
        for (List<Point> stroke : Glyphs.strokesOf(character)) {
            List<Point> drawn = new ArrayList<>();
            for (Point point : stroke) {
                double y = (point.y() - Glyphs.HEIGHT / 2) * scale;
                double x = (point.x() - Glyphs.WIDTH / 2) * scale * stretch + y * shear;
                drawn.add(warp(
                        centreX + x * Math.cos(angle) - y * Math.sin(angle) + around(0.35),
                        centreY + x * Math.sin(angle) + y * Math.cos(angle) + around(0.35)));
            }
            cut(drawn, ink, PEN);
        }
    }

    /** Curves through the whole word: some with the pen, and as many that rub a thin line out again. */
    private void scribble() {
        for (int i = 0; i < CURVES; i++) {
            cut(curve(), ink, CURVE_PEN);
            rubbed.add(line(curve(), RUBBER));
        }
        for (int i = 0; i < DASHES; i++) {
            ink.add(line(dash(), CURVE_PEN));
        }
    }

    private List<Point> curve() {
        double from = HEIGHT / 2.0 + around(20);
        double to = HEIGHT / 2.0 + around(20);
        double swing = 6 + random.nextDouble() * 9;
        double waves = 0.8 + random.nextDouble() * 1.2;
        double phase = random.nextDouble() * 2 * Math.PI;
        List<Point> curve = new ArrayList<>();
        for (double x = EDGE; x <= WIDTH - EDGE; x += 5) {
            double t = x / WIDTH;
            double y = from + (to - from) * t + swing * Math.sin(phase + waves * 2 * Math.PI * t);
            curve.add(new Point(x + around(0.6), Math.max(EDGE, Math.min(HEIGHT - EDGE, y))));
        }
        return curve;
    }

    private List<Point> dash() {
        double x = 2 * EDGE + random.nextDouble() * (WIDTH - 4 * EDGE);
        double y = 2 * EDGE + random.nextDouble() * (HEIGHT - 4 * EDGE);
        double direction = random.nextDouble() * 2 * Math.PI;
        double turn = around(0.5);
        List<Point> dash = new ArrayList<>();
        for (int step = 0; step < 4; step++) {
            dash.add(new Point(x, y));
            x += 2.4 * Math.cos(direction);
            y += 2.4 * Math.sin(direction);
            direction += turn;
        }
        return dash;
    }

    private Point warp(double x, double y) {
        return new Point(x + 2.6 * Math.sin(wavePhaseX + y / 11), y + 3.2 * Math.sin(wavePhaseY + x / 17));
    }

    /** Leaves no line whole, so that their number and length do not tell the character. */
    private void cut(List<Point> line, List<Line> target, double pen) {
        int from = 0;
        while (from < line.size() - 1) {
            int to = Math.min(line.size() - 1, from + 3 + random.nextInt(6));
            target.add(line(line.subList(from, to + 1), pen));
            from = to;
        }
    }

    private Line line(List<Point> points, double pen) {
        List<Point> drawn = new ArrayList<>(points);
        if (random.nextBoolean()) {
            Collections.reverse(drawn);
        }
        return new Line(List.copyOf(drawn), pen * (1 + around(0.15)));
    }

    private String toSvg() {
        Collections.shuffle(ink, random);
        StringBuilder svg = new StringBuilder(8192)
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH + "\" height=\"" + HEIGHT + "\"")
                .append(" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-label=\"Captcha\">")
                .append("<path fill=\"#fff\" d=\"M0 0h" + WIDTH + "v" + HEIGHT + "H0z\"/>")
                .append("<g fill=\"none\" stroke=\"#223\" stroke-linecap=\"round\" stroke-linejoin=\"round\">");
        ink.forEach(line -> line.appendTo(svg));
        svg.append("</g><g fill=\"none\" stroke=\"#fff\">");
        rubbed.forEach(line -> line.appendTo(svg));
        return svg.append("</g></svg>").toString();
    }

    private double around(double spread) {
        return (random.nextDouble() * 2 - 1) * spread;
    }

    private record Line(List<Point> points, double width) {

        void appendTo(StringBuilder svg) {
            svg.append("<path stroke-width=\"").append(tenths(width)).append("\" d=\"");
            char command = 'M';
            for (Point point : points) {
                svg.append(command).append(tenths(point.x())).append(' ').append(tenths(point.y()));
                command = 'L';
            }
            svg.append("\"/>");
        }

        private static double tenths(double value) {
            return Math.round(value * 10) / 10.0;
        }
    }
}
