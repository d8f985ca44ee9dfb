package signup.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AnswerTest {

    @Test
    void holesTakeTheirKindAndHandItOut() {
        assertThat(Answer.match("{\"id\":<id:int>,\"ext_id\":null}", "{\"id\":42,\"ext_id\":null}"))
                .containsEntry("id", "42");
    }

    @Test
    void anotherKeyOrderIsAnotherAnswer() {
        assertThatThrownBy(() -> Answer.match("{\"id\":<int>,\"tags\":null}", "{\"tags\":null,\"id\":42}"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aHoleTakesNothingOfAnotherKind() {
        assertThatThrownBy(() -> Answer.match("{\"id\":<int>}", "{\"id\":\"42\"}"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aQuotedHoleTakesOneStringHoweverLong() {
        String svg = "<path d=\\\"M0 0\\\"/>".repeat(2_000);
        assertThat(Answer.match("{\"a\":\"<a:quoted>\",\"b\":1}", "{\"a\":\"" + svg + "\",\"b\":1}"))
                .containsEntry("a", svg);
        assertThatThrownBy(() -> Answer.match("{\"a\":\"<quoted>\",\"b\":1}", "{\"a\":\"x\",\"c\":\"y\",\"b\":1}"))
                .isInstanceOf(AssertionError.class);
    }
}
