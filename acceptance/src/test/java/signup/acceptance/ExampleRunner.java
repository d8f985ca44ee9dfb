package signup.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs an example request with the tool that its document wrote it for. */
final class ExampleRunner {

    private static final int PATIENCE_SECONDS = 30;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 (\\d{3})[^\\r]*\\r\\n");

    private final URI api;
    private final Path folder;

    ExampleRunner(URI api, Path folder) {
        this.api = api;
        this.folder = folder;
    }

    /** What came back. The status is null where the example does not look at it. */
    record Output(@Nullable Integer status, String body) {}

    Output run(String file, Example example) {
        String extension = file.substring(file.lastIndexOf('.') + 1);
        try {
            return switch (extension) {
                case "sh" -> withStatus(execute(example, ".sh", "bash"));
                case "js" -> new Output(null, execute(example, ".js", "node"));
                case "py" -> new Output(null, execute(example, ".py", "python3"));
                case "http" -> send(example);
                default -> throw new IllegalArgumentException("Nothing runs " + file);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String execute(Example example, String suffix, String interpreter) throws IOException {
        Files.createDirectories(folder);
        Path script = Files.writeString(Files.createTempFile(folder, "example", suffix), example.text());
        Files.writeString(folder.resolve(".curlrc"), "silent\nshow-error\nwrite-out = \"\\n%{http_code}\"\n");
        ProcessBuilder command = new ProcessBuilder(List.of(interpreter, script.toString()));
        command.environment().put("CURL_HOME", folder.toString());
        Process process = command.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(interpreter + " failed:\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return output.strip();
    }

    private static Output withStatus(String output) {
        int end = output.lastIndexOf('\n');
        return new Output(Integer.valueOf(output.substring(end + 1)), output.substring(0, end));
    }

    /** The request as printed, plus the headers that a connection needs and that a document leaves as {@code xxx}. */
    private Output send(Example example) throws IOException {
        int gap = example.text().indexOf("\n\n");
        byte[] body = example.text().substring(gap + 2).getBytes(StandardCharsets.UTF_8);
        String head = example.text().substring(0, gap).replace("\n", "\r\n") + "\r\nHost: " + api.getAuthority()
                + "\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(api.getHost(), api.getPort())) {
            socket.setSoTimeout(PATIENCE_SECONDS * 1000);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.write(head.getBytes(StandardCharsets.US_ASCII));
            request.write(body);
            socket.getOutputStream().write(request.toByteArray());
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher status = STATUS_LINE.matcher(answer);
            if (!status.lookingAt()) {
                throw new AssertionError("No HTTP answer: " + answer);
            }
            return new Output(Integer.valueOf(status.group(1)), answer.substring(answer.indexOf("\r\n\r\n") + 4));
        }
    }
}
