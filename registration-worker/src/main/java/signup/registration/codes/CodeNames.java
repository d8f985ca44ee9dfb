package signup.registration.codes;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import signup.registration.model.CodeKey;

/**
 * What codes are called. Those that are made here cannot be guessed (78 bits) and can be read out: four groups of four, of
 * capitals and digits without those that look alike.
 */
final class CodeNames {

    /** Letters, digits, dashes and underscores: nothing that a form, a URL or a shell would change. */
    private static final Pattern POSSIBLE =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{2," + (CodeKey.LONGEST - 1) + "}");

    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int GROUPS = 4;
    private static final int GROUP = 4;

    private final RandomGenerator random;

    /** @param random that nobody can foresee */
    CodeNames(RandomGenerator random) {
        this.random = random;
    }

    static boolean isPossible(String name) {
        return POSSIBLE.matcher(name).matches();
    }

    List<String> make(int count) {
        return Stream.generate(this::name).limit(count).toList();
    }

    private String name() {
        StringBuilder name = new StringBuilder(GROUPS * (GROUP + 1));
        IntStream.range(0, GROUPS * GROUP).forEach(i -> {
            if (i > 0 && i % GROUP == 0) {
                name.append('-');
            }
            name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        });
        return name.toString();
    }
}
