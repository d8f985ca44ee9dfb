package signup.registration;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import signup.registration.replay.Jobs;

/** A job that has ended, and what it said. */
record OperatorRun(int exitCode, String out, String err) {

    static OperatorRun of(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true));
            System.setErr(new PrintStream(complained, true));
            int exitCode = Jobs.run(arguments);
            return new OperatorRun(exitCode, said.toString(), complained.toString());
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** The number that the report gives beside that word. */
    long count(String word) {
        return out.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(word + " "))
                .mapToLong(line -> Long.parseLong(line.split("\\s+")[1].replace(",", "")))
                .sum();
    }
}
