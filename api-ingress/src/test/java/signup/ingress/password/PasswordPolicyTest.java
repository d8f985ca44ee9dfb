package signup.ingress.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import signup.ingress.password.Weakness.Kind;

class PasswordPolicyTest {

    @Test
    void lengthsAreInCharactersAndClassesOfFour() {
        PasswordPolicy policy = PasswordPolicy.of(8, 10, 3);

        assertThat(policy.weaknesses("Sesam-12")).isEmpty();
        assertThat(policy.weaknesses("sesam 1😀")).isEmpty();
        assertThat(policy.weaknesses("Sesam-1")).containsExactly(new Weakness(Kind.TOO_SHORT, 8));
        assertThat(policy.weaknesses("Sesam-12345")).containsExactly(new Weakness(Kind.TOO_LONG, 10));
        assertThat(policy.weaknesses("sesamsesam")).containsExactly(new Weakness(Kind.CLASSES, 3));
        assertThat(policy.weaknesses("")).contains(new Weakness(Kind.TOO_SHORT, 8), new Weakness(Kind.CLASSES, 3));
    }

    @Test
    void eachClassMayHaveItsNumber() {
        PasswordPolicy policy = new PasswordPolicy(1, 64, 0, 1, 2, 3, 4);

        assertThat(policy.weaknesses("aBC123!!!!")).isEmpty();
        assertThat(policy.weaknesses("7"))
                .containsExactly(
                        new Weakness(Kind.LOWERCASE, 1),
                        new Weakness(Kind.CAPITAL, 2),
                        new Weakness(Kind.DIGITS, 3),
                        new Weakness(Kind.SPECIAL, 4));
    }

    @Test
    void aPolicyThatNothingMeetsIsRefused() {
        assertThatThrownBy(() -> PasswordPolicy.of(9, 8, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PasswordPolicy.of(1, 8, 5)).isInstanceOf(IllegalArgumentException.class);
    }
}
