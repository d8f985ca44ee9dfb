package signup.registration.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeNamesTest {

    @Test
    void madeNamesCanBeReadOutAndAreAllDifferent() {
        List<String> names = new CodeNames(new SecureRandom()).make(1_000);

        assertThat(names).doesNotHaveDuplicates().hasSize(1_000).allMatch(CodeNames::isPossible);
        assertThat(names).allMatch(name -> name.matches("[A-Z2-9]{4}(-[A-Z2-9]{4}){3}"));
        assertThat(String.join("", names)).doesNotContain("0", "1", "O", "I", "L", "U");
    }

    @ParameterizedTest
    @CsvSource({
        "SUMMER26, true",
        "a-b_c, true",
        "ab, false",
        "-abc, false",
        "a b c, false",
        "a/b, false",
        "été26, false"
    })
    void givenNamesHaveNothingThatAFormOrAUrlChanges(String name, boolean possible) {
        assertThat(CodeNames.isPossible(name)).isEqualTo(possible);
        assertThat(CodeNames.isPossible("x".repeat(64))).isTrue();
        assertThat(CodeNames.isPossible("x".repeat(65))).isFalse();
    }
}
