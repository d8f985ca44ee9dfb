package signup.ingress.activation;

import java.util.ArrayList;
import java.util.List;
import signup.ingress.dialect.Text;
import signup.ingress.password.PasswordPolicy;
import signup.ingress.password.Weakness;

/**
 * The form in which a password is chosen: entered twice.
 *
 * @param password as entered; empty when nothing was
 * @param confirmation as entered again
 */
record ChosenPassword(String password, String confirmation) {

    /** The form's fields. */
    static final String PASSWORD = "password";

    static final String CONFIRMATION = "confirmation";

    /**
     * One thing that keeps the form from being taken.
     *
     * @param field whose it is
     * @param key its text in the message bundle
     * @param limit the number in that text
     */
    record Problem(String field, String key, int limit) {}

    /** Everything that is wrong, in the order of the fields. */
    List<Problem> problems(PasswordPolicy policy) {
        if (password.isEmpty()) {
            return List.of(new Problem(PASSWORD, "problem.missing", 0));
        }
        if (!Text.isPlain(password)) {
            return List.of(new Problem(PASSWORD, "problem.characters", 0));
        }
        List<Problem> problems = new ArrayList<>();
        policy.weaknesses(password).forEach(weakness -> problems.add(problem(weakness)));
        if (!password.equals(confirmation)) {
            problems.add(new Problem(CONFIRMATION, "problem.differs", 0));
        }
        return problems;
    }

    private static Problem problem(Weakness weakness) {
        String key = switch (weakness.kind()) {
            case TOO_SHORT -> "problem.too-short";
            case TOO_LONG -> "problem.too-long";
            case CLASSES, LOWERCASE, CAPITAL, DIGITS, SPECIAL -> "problem.classes";
        };
        return new Problem(PASSWORD, key, weakness.limit());
    }

    @Override
    public String toString() {
        return "ChosenPassword[***]";
    }
}
