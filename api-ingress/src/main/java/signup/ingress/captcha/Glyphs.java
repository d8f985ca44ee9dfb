package signup.ingress.captcha;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A stroke font of the characters that nobody takes for another one: no 0, O, Q or D, no H, 1, I, no 2 and Z, 4 (an A),
 * 5 and S, 6 and G, 8 and B, V (a U), F (an E with the curve below it).
 *
 * <p>Each character is a few pen strokes in a box 4 wide and 6 high, y downwards; a stroke that starts with {@code ~}
 * is a smooth curve through its points.
 */
final class Glyphs {

    static final double WIDTH = 4;
    static final double HEIGHT = 6;

    private static final int STEPS_PER_SEGMENT = 6;

    private static final Map<Character, List<List<Point>>> STROKES = Map.ofEntries(
            glyph('A', "0,6 2,0 4,6", "0.7,4 3.3,4"),
            glyph('C', "~4,1.2 3.1,0.2 1.5,0.2 0.2,1.8 0.2,4.2 1.5,5.8 3.1,5.8 4,4.8"),
            glyph('E', "4,0 0,0 0,6 4,6", "0,3 3,3"),
            glyph('J', "~3.6,0 3.6,2.4 3.5,4.6 2.6,5.9 1.1,5.9 0.2,4.6"),
            glyph('K', "0,0 0,6", "4,0 0,3.5", "1.3,2.5 4,6"),
            glyph('L', "0,0 0,6 4,6"),
            glyph('M', "0,6 0,0 2,3.4 4,0 4,6"),
            glyph('N', "0,6 0,0 4,6 4,0"),
            glyph('P', "0,6 0,0", "~0,0 2.4,0 3.8,0.7 3.8,2.5 2.4,3.3 0,3.3"),
            glyph('R', "0,6 0,0", "~0,0 2.4,0 3.8,0.7 3.8,2.5 2.4,3.3 0,3.3", "1.7,3.3 4,6"),
            glyph('T', "0,0 4,0", "2,0 2,6"),
            glyph('U', "~0,0 0,2 0.1,4.2 0.8,5.6 2,6 3.2,5.6 3.9,4.2 4,2 4,0"),
            glyph('W', "0,0 1,6 2,2.4 3,6 4,0"),
            glyph('X', "0,0 4,6", "4,0 0,6"),
            glyph('Y', "0,0 2,3 4,0", "2,3 2,6"),
            glyph(
                    '3',
                    "~0.3,0.9 1.5,0 3.1,0.2 3.7,1.5 2.9,2.7 1.5,2.9",
                    "~1.5,2.9 3.2,3.1 4,4.3 3.3,5.7 1.6,6 0.1,5.1"),
            glyph('7', "0,0 4,0 1.4,6"),
            glyph('9', "~3.8,2 3,3.4 1.5,3.6 0.3,2.4 0.5,0.8 2,0 3.4,0.6 3.8,2 3.6,4.4 2.3,6"));

    /** Every character that a captcha may show. */
    static final String ALPHABET = STROKES.keySet().stream()
            .sorted()
            .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
            .toString();

    private Glyphs() {}

    /** A place on the drawing. */
    record Point(double x, double y) {}

    /** The strokes of a character of the {@link #ALPHABET}, as closely set points. */
    static List<List<Point>> strokesOf(char character) {
        return STROKES.get(character);
    }

    private static Map.Entry<Character, List<List<Point>>> glyph(char character, String... strokes) {
        return entry(character, List.of(strokes).stream().map(Glyphs::stroke).toList());
    }

    private static List<Point> stroke(String description) {
        boolean smooth = description.startsWith("~");
        List<Point> corners = new ArrayList<>();
        for (String pair : description.substring(smooth ? 1 : 0).split(" ")) {
            String[] xy = pair.split(",");
            corners.add(new Point(Double.parseDouble(xy[0]), Double.parseDouble(xy[1])));
        }
        return throughAll(corners, smooth);
    }

    private static List<Point> throughAll(List<Point> corners, boolean smooth) {
        List<Point> points = new ArrayList<>();
        int last = corners.size() - 1;
        for (int i = 0; i < last; i++) {
            Point before = corners.get(Math.max(0, i - 1));
            Point from = corners.get(i);
            Point to = corners.get(i + 1);
            Point after = corners.get(Math.min(last, i + 2));
            for (int step = 0; step < STEPS_PER_SEGMENT; step++) {
                double t = (double) step / STEPS_PER_SEGMENT;
                points.add(smooth ? catmullRom(before, from, to, after, t) : between(from, to, t));
            }
        }
        points.add(corners.get(last));
        return List.copyOf(points);
    }

    private static Point between(Point from, Point to, double t) {
        return new Point(from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t);
    }

    private static Point catmullRom(Point p0, Point p1, Point p2, Point p3, double t) {
        return new Point(catmullRom(p0.x, p1.x, p2.x, p3.x, t), catmullRom(p0.y, p1.y, p2.y, p3.y, t));
    }

    private static double catmullRom(double a, double b, double c, double d, double t) {
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
    }
}
