package signup.acceptance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A documented answer as text with typed holes, compared character by character otherwise, so that key order and number
 * format count: {@code {"id":<int>,"username":"anna"}}. A hole {@code <name:kind>} also hands out what stood there.
 */
public final class Answer {

    private static final Pattern HOLE = Pattern.compile("<(?:(\\w+):)?(int|hex24|hex32|time|uuid|text|quoted)>");
    private static final Map<String, String> KINDS = Map.of(
            "int", "\\d+",
            "hex24", "[0-9a-f]{24}",
            "hex32", "[0-9a-f]{32}",
            "time", "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{6}Z",
            "uuid", "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
            "text", "[^\"]*",
            "quoted", ".*?");

    private Answer() {}

    /** What stood in the named holes; fails with both texts when the answer differs. */
    public static Map<String, String> match(String template, String answer) {
        StringBuilder regex = new StringBuilder();
        Map<String, Integer> groups = new HashMap<>();
        List<Integer> quoted = new ArrayList<>();
        Matcher hole = HOLE.matcher(template);
        int from = 0;
        while (hole.find()) {
            regex.append(Pattern.quote(template.substring(from, hole.start())));
            if (hole.group(2).equals("quoted")) {
                quoted.add(groups.size() + 1);
            }
            regex.append('(').append(KINDS.get(hole.group(2))).append(')');
            if (hole.group(1) != null) {
                groups.put(hole.group(1), groups.size() + 1);
            } else {
                groups.put("#" + groups.size(), groups.size() + 1);
            }
            from = hole.end();
        }
        regex.append(Pattern.quote(template.substring(from)));
        Matcher found = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(answer);
        if (!found.matches()) {
            throw new AssertionError("Expected: " + template + "\nAnswered: " + answer);
        }
        Map<String, String> values = new HashMap<>();
        groups.forEach((name, group) -> values.put(name, found.group(group)));
        if (quoted.stream().map(found::group).anyMatch(Answer::endsAString)) {
            throw new AssertionError("Expected one string in <quoted>: " + template + "\nAnswered: " + answer);
        }
        return values;
    }

    /** Whether a quote stands in it without a backslash. */
    private static boolean endsAString(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return true;
            }
        }
        return false;
    }
}
