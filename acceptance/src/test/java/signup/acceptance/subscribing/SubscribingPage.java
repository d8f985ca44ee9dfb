package signup.acceptance.subscribing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code docs/subscribing.md} and the examples beside it. A block of the page that quotes a file follows the comment
 * {@code <!-- file: node/subscriber.js -->}; one that is run, {@code <!-- run: node -->}.
 */
final class SubscribingPage {

    static final Path FILE = docs().resolve("subscribing.md");
    static final Path FOLDER = docs().resolve("subscribing");

    private static final Pattern BLOCK =
            Pattern.compile("^(<!-- (file|run): (\\S+) -->\n+```\\w*\n)(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private SubscribingPage() {}

    static String text() {
        return read(FILE);
    }

    /** The page with every quoted file as it is now. */
    static String refreshed() {
        return BLOCK.matcher(text())
                .replaceAll(block -> Matcher.quoteReplacement(
                        block.group(2).equals("file")
                                ? block.group(1) + read(FOLDER.resolve(block.group(3))) + "```"
                                : block.group()));
    }

    /** The quoted files by their path below the examples' folder. */
    static Set<String> quotedFiles() {
        return blocks("file").keySet();
    }

    /** What a reader types to build and run that example, in its folder. */
    static String commands(String example) {
        String commands = blocks("run").get(example);
        if (commands == null) {
            throw new IllegalStateException("The page does not say how to run " + example);
        }
        return commands;
    }

    private static Map<String, String> blocks(String kind) {
        Map<String, String> blocks = new LinkedHashMap<>();
        Matcher block = BLOCK.matcher(text());
        while (block.find()) {
            if (block.group(2).equals(kind)) {
                blocks.put(block.group(3), block.group(4));
            }
        }
        return blocks;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path docs() {
        File folder = new File("").getAbsoluteFile();
        while (!new File(folder, "docs/subscribing").exists()) {
            folder = folder.getParentFile();
        }
        return folder.toPath().resolve("docs");
    }
}
