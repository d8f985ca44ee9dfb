package signup.registration.codes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks for: a code of that name, or so many new ones, on the same terms.
 *
 * @param name null: names are made
 */
record CodeOrder(@Nullable String name, int count, Terms terms) {

    /** What came of reading an order. */
    sealed interface Reading {}

    /** It can be done. */
    record Understood(CodeOrder order) implements Reading {}

    /** Everything that is wrong with it. */
    record Wrong(List<Problem.Error> errors) implements Reading {}
}
