package signup.ingress.settings;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/**
 * How often something may happen, as settings write it: {@code 30/1m} is 30 times at once, and then one more every two
 * seconds; {@code off} is as often as one likes.
 *
 * @param count 0 for {@code off}
 * @param window in which {@code count} are had again
 */
public record Rate(int count, Duration window) {

    /** No limit. */
    public static final Rate OFF = new Rate(0, Duration.ofSeconds(1));

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})/([0-9]+[a-z]{1,2})");

    public Rate {
        if (count < 0 || window.toMillis() < 1) {
            throw new IllegalArgumentException("A rate is a number of times in a time above 0");
        }
    }

    /** @throws IllegalArgumentException when the text is neither {@code off} nor of the form {@code 30/1m} */
    public static Rate of(String text) {
        if (text.strip().equalsIgnoreCase("off")) {
            return OFF;
        }
        Matcher rate = FORM.matcher(text.strip());
        if (!rate.matches()) {
            throw new IllegalArgumentException("Not a rate such as 30/1m, nor off: " + text);
        }
        int count = Integer.parseInt(rate.group(1));
        if (count == 0) {
            throw new IllegalArgumentException("A rate of nothing would let nobody in, and off everybody: " + text);
        }
        return new Rate(count, DurationStyle.detectAndParse(rate.group(2)));
    }

    public boolean isOff() {
        return count == 0;
    }

    @Override
    public String toString() {
        return isOff() ? "off" : count + "/" + window;
    }
}
