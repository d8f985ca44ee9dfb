package signup.ingress.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signup.ingress.password.PasswordPolicy;

class ChosenPasswordTest {

    private static final PasswordPolicy POLICY = PasswordPolicy.of(8, 128, 3);

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
                    Sesame-1       | Sesame-1   |
                    ''             | ''         | password: problem.missing 0
                    ''             | Sesame-1   | password: problem.missing 0
                    Se-1           | Se-1       | password: problem.too-short 8
                    sesame12       | sesame12   | password: problem.classes 3
                    sesame         | sesame     | password: problem.too-short 8, password: problem.classes 3
                    Sesame-1       | sesame-1   | confirmation: problem.differs 0
                    Sesame-1       | ''         | confirmation: problem.differs 0
                    sesame         | Sesame     | password: problem.too-short 8, password: problem.classes 3, confirmation: problem.differs 0
                    ключКлюч7      | ключКлюч7  |
                    """)
    void itIsTakenOrEveryProblemIsNamed(String password, String confirmation, String problems) {
        String found = new ChosenPassword(password, confirmation)
                .problems(POLICY).stream()
                        .map(problem -> problem.field() + ": " + problem.key() + " " + problem.limit())
                        .collect(Collectors.joining(", "));

        assertThat(found).isEqualTo(problems == null ? "" : problems);
    }
}
