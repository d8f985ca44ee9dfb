package signup.ingress.password;

import java.util.ArrayList;
import java.util.List;
import signup.ingress.password.Weakness.Kind;

/**
 * What a password must be like. Lengths are in characters (code points); a class is lower case, upper case, digits, or
 * special (everything else).
 *
 * @param minLength at least that many characters
 * @param maxLength at most that many
 * @param minClasses characters of at least that many of the four classes
 * @param minLowercase at least that many lower-case letters
 * @param minCapital at least that many upper-case letters
 * @param minDigits at least that many digits
 * @param minSpecial at least that many special characters
 */
public record PasswordPolicy(
        int minLength, int maxLength, int minClasses, int minLowercase, int minCapital, int minDigits, int minSpecial) {

    public PasswordPolicy {
        if (minLength < 0 || maxLength < Math.max(1, minLength) || minClasses < 0 || minClasses > 4) {
            throw new IllegalArgumentException("No password can meet this policy");
        }
    }

    /** A policy of length and classes only. */
    public static PasswordPolicy of(int minLength, int maxLength, int minClasses) {
        return new PasswordPolicy(minLength, maxLength, minClasses, 0, 0, 0, 0);
    }

    /** Everything that this password lacks; empty when it is good. */
    public List<Weakness> weaknesses(String password) {
        int lowercase = 0;
        int capital = 0;
        int digits = 0;
        int special = 0;
        int length = 0;
        for (int i = 0; i < password.length(); length++) {
            int c = password.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLowerCase(c)) {
                lowercase++;
            } else if (Character.isUpperCase(c)) {
                capital++;
            } else if (Character.isDigit(c)) {
                digits++;
            } else {
                special++;
            }
        }
        int classes = sign(lowercase) + sign(capital) + sign(digits) + sign(special);
        List<Weakness> weaknesses = new ArrayList<>();
        atLeast(minLength, length, Kind.TOO_SHORT, weaknesses);
        if (length > maxLength) {
            weaknesses.add(new Weakness(Kind.TOO_LONG, maxLength));
        }
        atLeast(minClasses, classes, Kind.CLASSES, weaknesses);
        atLeast(minLowercase, lowercase, Kind.LOWERCASE, weaknesses);
        atLeast(minCapital, capital, Kind.CAPITAL, weaknesses);
        atLeast(minDigits, digits, Kind.DIGITS, weaknesses);
        atLeast(minSpecial, special, Kind.SPECIAL, weaknesses);
        return weaknesses;
    }

    private static void atLeast(int wanted, int found, Kind kind, List<Weakness> weaknesses) {
        if (found < wanted) {
            weaknesses.add(new Weakness(kind, wanted));
        }
    }

    private static int sign(int count) {
        return count > 0 ? 1 : 0;
    }
}
