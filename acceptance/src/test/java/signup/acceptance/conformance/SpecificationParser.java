package signup.acceptance.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a specification: Markdown whose indented blocks are exchanges. Strict: whatever is neither heading, prose, nor a
 * directive it knows fails with its line.
 */
final class SpecificationParser {

    private static final String INDENT = "    ";
    private static final Pattern DIRECTIVE = Pattern.compile("(>>|<<|>|<|=)(?: (.*))?");
    private static final Pattern MISPLACED = Pattern.compile("\\s+\\S.*|[<>=].*");

    private final String file;
    private final List<Row> rows = new ArrayList<>();
    private String title = "";
    private String section = "";
    private ExchangeReader ofFile = ExchangeReader.first();
    private ExchangeReader ofSection = ofFile;
    private @Nullable RowReader row;
    private int line;

    SpecificationParser(String file) {
        this.file = file;
    }

    Specification parse(String text) {
        boolean afterProse = false;
        for (String content : text.split("\n", -1)) {
            line++;
            boolean directive = content.startsWith(INDENT);
            if (directive && afterProse) {
                throw failure("an empty line is needed between prose and what is indented");
            }
            if (directive) {
                directive(content.substring(INDENT.length()));
            } else if (content.startsWith("#")) {
                heading(content);
            } else if (MISPLACED.matcher(content).matches()) {
                throw failure("neither prose nor indented by four spaces");
            }
            afterProse = !directive && !content.isBlank() && !content.startsWith("#");
        }
        endRow();
        return new Specification(file, title, List.copyOf(rows));
    }

    private void heading(String content) {
        endRow();
        String words = content.replaceFirst("^#+ ", "");
        if (content.startsWith("# ") && title.isEmpty()) {
            title = words;
        } else if (content.startsWith("## ") && !title.isEmpty()) {
            section = words;
            ofSection = ofFile.copy();
        } else if (content.startsWith("### ") && !section.isEmpty()) {
            if (rows.stream().anyMatch(before -> before.name().equals(words))) {
                throw failure("a second row of this name");
            }
            row = new RowReader(section, words, line, ofSection);
        } else {
            throw failure("a heading is # title, once, then ## section, then ### row");
        }
    }

    private void directive(String content) {
        Matcher directive = DIRECTIVE.matcher(content);
        if (!directive.matches()) {
            throw failure("not one of > >> < << =");
        }
        String rest = directive.group(2) == null ? "" : directive.group(2);
        try {
            if (row != null) {
                row.read(directive.group(1), rest);
            } else {
                (section.isEmpty() ? ofFile : ofSection).readDefault(directive.group(1), rest);
            }
        } catch (IllegalArgumentException e) {
            throw failure(e.getMessage());
        }
    }

    private void endRow() {
        if (row == null) {
            return;
        }
        try {
            rows.add(row.end());
        } catch (IllegalArgumentException e) {
            throw failure(e.getMessage());
        }
        row = null;
    }

    private IllegalArgumentException failure(@Nullable String what) {
        return new IllegalArgumentException(file + ".md, line " + line + ": " + what);
    }

    /** The exchanges of one row. */
    private static final class RowReader {

        private final String section;
        private final String name;
        private final int line;
        private final ExchangeReader defaults;
        private final List<Row.Exchange> exchanges = new ArrayList<>();
        private ExchangeReader exchange;

        RowReader(String section, String name, int line, ExchangeReader defaults) {
            this.section = section;
            this.name = name;
            this.line = line;
            this.defaults = defaults;
            this.exchange = defaults.copy();
        }

        void read(String kind, String rest) {
            if (kind.startsWith(">") && exchange.isAnswered()) {
                exchanges.add(exchange.end(false));
                exchange = defaults.copy();
            }
            exchange.read(kind, rest);
        }

        Row end() {
            exchanges.add(exchange.end(true));
            return new Row(section, name, line, List.copyOf(exchanges));
        }
    }
}
