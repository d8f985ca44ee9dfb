package signup.benchmarks.parts;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options of the services' JVMs, and of those that they are compared with.
 *
 * @param common of every one
 * @param recordings where flight recordings go, one a process, by name and time; null for none
 */
public record JvmOptions(List<String> common, @Nullable Path recordings) {

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
