package signup.registration.postgres;

import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Binds rows as one array a column, for {@code unnest}: a statement for a batch of any size. PostgreSQL's driver corrupts
 * {@code bytea[]}, so bytes travel as hexadecimal text. {@code unnest} fills a short column with nulls, so the nulls at its
 * end do not travel at all: most columns of most batches are empty.
 */
final class Rows<R> {

    private final List<R> rows;
    private final Statement statement;
    private int columns;

    private Rows(List<R> rows, Statement statement) {
        this.rows = rows;
        this.statement = statement;
    }

    static <R> Rows<R> bind(List<R> rows, Statement statement) {
        return new Rows<>(rows, statement);
    }

    Rows<R> uuid(Function<R, @Nullable UUID> column) {
        return column(UUID[]::new, column);
    }

    Rows<R> text(Function<R, @Nullable String> column) {
        return column(String[]::new, column);
    }

    Rows<R> integer(Function<R, @Nullable Integer> column) {
        return column(Integer[]::new, column);
    }

    Rows<R> number(Function<R, @Nullable Long> column) {
        return column(Long[]::new, column);
    }

    Rows<R> flag(Function<R, @Nullable Boolean> column) {
        return column(Boolean[]::new, column);
    }

    Rows<R> time(Function<R, @Nullable Instant> column) {
        return column(Instant[]::new, column);
    }

    /** One value for all rows. */
    Statement all(Object value) {
        return statement.bind(columns++, value);
    }

    Statement statement() {
        return statement;
    }

    private <V> Rows<R> column(IntFunction<@Nullable V[]> array, Function<R, @Nullable V> column) {
        @Nullable V[] values = array.apply(lengthOf(column));
        for (int row = 0; row < values.length; row++) {
            values[row] = column.apply(rows.get(row));
        }
        statement.bind(columns++, values);
        return this;
    }

    private int lengthOf(Function<R, ?> column) {
        int length = rows.size();
        while (length > 0 && column.apply(rows.get(length - 1)) == null) {
            length--;
        }
        return length;
    }
}
