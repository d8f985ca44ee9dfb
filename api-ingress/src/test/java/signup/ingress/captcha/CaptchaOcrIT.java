package signup.ingress.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signup.local.fixture.Requirement;

/** What {@code tesseract} reads of captchas, told which characters there are, and with pictures cleaned for it. */
class CaptchaOcrIT {

    private static final int PICTURES = 200;
    private static final int MOST = PICTURES * 5 / 100;
    private static final long SEED = 20_261_122;

    /** How somebody may clean them: lines thinner than pens away, gaps filled, both in either order. */
    private static final Map<String, Function<String, BufferedImage>> WAYS = new LinkedHashMap<>();

    static {
        WAYS.put("as-they-are", Scan::rasterized);
        WAYS.put(
                "without-thin-lines",
                svg -> Scan.of(svg).withoutThin(5).withoutGaps(4).image());
        WAYS.put(
                "gaps-filled-first",
                svg -> Scan.of(svg).withoutGaps(4).withoutThin(5).image());
    }

    @TempDir
    private Path folder;

    @BeforeAll
    static void withoutADisplay() {
        System.setProperty("java.awt.headless", "true");
    }

    @Test
    void tesseractReadsFewerThanFiveInAHundred() throws Exception {
        Path tesseract = Requirement.TESSERACT.orSkip();
        Random random = new Random(SEED);
        List<String> words = new ArrayList<>();
        List<String> pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            String word = random.ints(4, 0, Glyphs.ALPHABET.length())
                    .mapToObj(index -> Glyphs.ALPHABET.substring(index, index + 1))
                    .reduce("", String::concat);
            words.add(word);
            pictures.add(CaptchaPicture.of(word, new Random(random.nextLong())));
        }

        Map<String, Integer> read = new LinkedHashMap<>();
        for (Map.Entry<String, Function<String, BufferedImage>> way : WAYS.entrySet()) {
            List<String> texts = texts(tesseract, pictures, way.getKey(), way.getValue());
            int right = 0;
            for (int i = 0; i < PICTURES; i++) {
                right += texts.get(i).equals(words.get(i)) ? 1 : 0;
            }
            read.put(way.getKey(), right);
        }

        System.out.println("[captcha] read of " + PICTURES + ": " + read);
        assertThat(read).allSatisfy((way, right) -> assertThat(right).as(way).isLessThan(MOST));
    }

    /** One process for all pictures; its pages are in their order. */
    private List<String> texts(Path tesseract, List<String> pictures, String way, Function<String, BufferedImage> clean)
            throws IOException, InterruptedException {
        Path list = folder.resolve(way + ".list");
        List<String> files = new ArrayList<>();
        for (String picture : pictures) {
            Path file = folder.resolve(way + "-" + files.size() + ".png");
            ImageIO.write(clean.apply(picture), "png", file.toFile());
            files.add(file.toString());
        }
        Files.write(list, files);
        Path out = folder.resolve(way);
        ProcessBuilder command = new ProcessBuilder(
                        tesseract.toString(),
                        list.toString(),
                        out.toString(),
                        "--psm",
                        "7",
                        "-c",
                        "tessedit_char_whitelist=" + Glyphs.ALPHABET,
                        "-c",
                        "page_separator=|")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        // It is quicker without its threads, which wait for one another.
        command.environment().put("OMP_THREAD_LIMIT", "1");
        Process process = command.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        String[] pages = Files.readString(folder.resolve(way + ".txt")).split("\\|", -1);
        return List.of(pages).stream()
                .map(page -> page.replaceAll("\\s", "").toUpperCase(Locale.ROOT))
                .toList();
    }
}
