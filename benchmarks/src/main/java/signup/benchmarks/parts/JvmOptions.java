package signup.benchmarks.parts;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options of the services' JVMs, and of those that they are compared with.
 *
 * @param common of every one
 * @param recordings where flight recordings go, one a process, by name and time; null for none
 */
public record JvmOptions(List<String> common, @Nullable Path recordings) {

    private static final String LARGEST_HEAP = "-Xmx";

    /** The same with all of the heap resident from the start: what grows then is not the heap. */
    public JvmOptions withResidentHeap() {
        Stream<String> heap = common.stream()
                .filter(option -> option.startsWith(LARGEST_HEAP))
                .map(option -> "-Xms" + option.substring(LARGEST_HEAP.length()));
        return new JvmOptions(
                Stream.of(common.stream(), heap, Stream.of("-XX:+AlwaysPreTouch"))
                        .flatMap(Function.identity())
                        .toList(),
                recordings);
    }

    List<String> of(String process) {
        return Stream.concat(common.stream(), recordingOf(process).stream()).toList();
    }

    /** What makes the JVM leave a recording when it ends. */
    List<String> recordingOf(String process) {
        return recordings == null
                ? List.of()
                : List.of(
                        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                                + recordings.resolve(process + "-" + System.currentTimeMillis() + ".jfr"),
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:+DebugNonSafepoints");
    }
}
