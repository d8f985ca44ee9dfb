package signup.acceptance.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import signup.acceptance.conformance.Row.Effect;

class SpecificationTest {

    private static final int FEWEST_ROWS = 60;

    private static final String HEAD = """
            # Title

                > POST /here/
                > Accept: application/json
                < Content-Type: application/json

            ## Section

            """;

    @ParameterizedTest
    @FieldSource("signup.acceptance.conformance.Specification#NAMES")
    void everyDialectHasAtLeastSixtyRows(String name) {
        assertThat(Specification.named(name).rows()).hasSizeGreaterThanOrEqualTo(FEWEST_ROWS);
    }

    @Test
    void aRowBeginsWithWhatHoldsForItsFileAndSection() {
        Row row = parse("""
                ### Row

                Prose.

                    > !Accept
                    > @other
                    >> {"a":
                    >> 1}
                    < 201
                    < Signup-Id: <uuid>
                    << {}
                    = user {"a":1}
                    = mail confirmation fr
                """);

        Row.Exchange exchange = row.exchanges().get(0);
        assertThat(row.name()).isEqualTo("Row");
        assertThat(exchange.deployment()).isEqualTo("other");
        assertThat(exchange.method() + exchange.path()).isEqualTo("POST/here/");
        assertThat(exchange.headers()).isEmpty();
        assertThat(exchange.body()).isEqualTo("{\"a\":1}");
        assertThat(exchange.expected().headers()).containsOnlyKeys("Content-Type", "Signup-Id");
        assertThat(exchange.expected().effects())
                .containsExactly(new Effect.User("{\"a\":1}"), new Effect.Mail("confirmation", "fr"));
    }

    @Test
    void whatIsSentAfterAnAnswerIsTheNextRequest() {
        Row row = parse("""
                ### Row

                    >> one
                    < 201
                    >> two
                    < 400
                    << {}
                """);

        assertThat(row.exchanges()).hasSize(2);
        assertThat(row.exchanges().get(0).expected().body()).isNull();
        assertThat(row.exchanges().get(1).expected().effects())
                .as("what is refused does nothing")
                .containsExactly(new Effect.Nothing());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    ? 400\n",
                "    >>{}\n",
                "  > POST /\n",
                "> POST /\n",
                "    > post /\n",
                "    > Name\n",
                "    << {}\n",
                "    < 99\n",
                "    < 400\n    < 401\n",
                "    < 400\n    = event\n",
                "    < 400\n    << {}\n    = users\n",
                "    < 400\n",
                "    < 200\n    << {}\n",
                "Prose\n    < 400\n    << {}\n",
                "#### Deeper\n",
                "### Row\n",
                ""
            })
    void whatIsNotOfTheFormFails(String text) {
        assertThatThrownBy(() -> parse("### Row\n\n" + text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test.md, line ");
    }

    private static Row parse(String rows) {
        return new SpecificationParser("test").parse(HEAD + rows).rows().get(0);
    }
}
