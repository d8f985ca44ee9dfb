package signup.benchmarks.limit;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement of the worker's, made fit for JDBC: {@code $1} becomes {@code ?}, and what each parameter is follows from its
 * cast and from the names of the rows that {@code unnest} gives.
 *
 * @param sql for JDBC
 * @param parameters in the order of their question marks
 */
record Statement(String sql, List<Parameter> parameters) {

    /**
     * A parameter.
     *
     * @param column which column of the given rows it is; empty for none
     * @param elementType the SQL type of the array's elements; empty for a value that is no array
     */
    record Parameter(String column, String elementType) {}

    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)(?:::(\\w+)\\[])?");
    private static final Pattern ROWS = Pattern.compile("as given \\(([^)]*)\\)");

    static Statement parse(String sql) {
        Matcher rows = ROWS.matcher(sql);
        List<String> columns = rows.find() ? Arrays.asList(rows.group(1).strip().split("\\s*,\\s*")) : List.of();
        List<Parameter> parameters = new ArrayList<>();
        StringBuilder jdbc = new StringBuilder();
        Matcher matcher = PARAMETER.matcher(sql);
        while (matcher.find()) {
            int number = Integer.parseInt(matcher.group(1));
            String type = matcher.group(2);
            parameters.add(type == null ? new Parameter("", "") : new Parameter(columns.get(number - 1), type));
            matcher.appendReplacement(jdbc, type == null ? "?" : "?::" + type + "[]");
        }
        return new Statement(matcher.appendTail(jdbc).toString(), parameters);
    }

    /** Binds the rows, and {@code now} to what is no array. As the worker does: a column of nulls does not travel. */
    void bind(PreparedStatement statement, List<UserRow> rows, OffsetDateTime now) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            if (parameter.elementType().isEmpty()) {
                statement.setObject(i + 1, now);
                continue;
            }
            boolean empty = rows.get(0).column(parameter.column(), now) == null;
            @Nullable Object[] values = new Object[empty ? 0 : rows.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = rows.get(row).column(parameter.column(), now);
            }
            statement.setArray(i + 1, statement.getConnection().createArrayOf(parameter.elementType(), values));
        }
    }
}
