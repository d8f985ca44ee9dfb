package signup.benchmarks.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import signup.benchmarks.limit.Statement.Parameter;

class StatementTest {

    @Test
    void parametersAreNamedByTheRowsThatUnnestGives() {
        Statement statement = Statement.parse("""
                insert into t (a, b, c)
                select a, b, $3
                from unnest($1::uuid[], $2::text[]) with ordinality as given (a, b, position)
                on conflict do nothing
                """);

        assertThat(statement.parameters())
                .containsExactly(new Parameter("", ""), new Parameter("a", "uuid"), new Parameter("b", "text"));
        assertThat(statement.sql())
                .contains("select a, b, ?\n", "unnest(?::uuid[], ?::text[])")
                .doesNotContain("$");
    }

    @Test
    void aStatementWithoutRowsHasPlainParameters() {
        Statement statement = Statement.parse("select * from d where id = any ($1)");

        assertThat(statement.sql()).isEqualTo("select * from d where id = any (?)");
        assertThat(statement.parameters()).containsExactly(new Parameter("", ""));
    }
}
