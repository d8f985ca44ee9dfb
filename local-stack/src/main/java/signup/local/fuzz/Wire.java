package signup.local.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A connection to an HTTP server on loopback, on which anything may be sent. For one thread. */
public final class Wire implements AutoCloseable {

    private static final String CONTENT_LENGTH = "content-length";
    private static final int SENT_AT_ONCE = 16 * 1024;

    private final Socket socket;
    private final InputStream in;

    /**
     * What came back.
     *
     * @param headers by name in lower case; of several of one name the last
     * @param endsConnection whether nothing more comes on it
     */
    public record Answer(int status, Map<String, String> headers, byte[] body, boolean endsConnection) {

        /** The body as text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return status + " " + headers + " " + text();
        }
    }

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects. */
    public static Wire open(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        // Closing resets the connection: a hundred thousand of them would otherwise use the ports up.
        socket.setSoLinger(true, 0);
        return new Wire(socket);
    }

    /** Sends text that is ASCII, or bytes written as ISO 8859-1. */
    public Wire send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Wire send(byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length; at += SENT_AT_ONCE) {
            socket.getOutputStream().write(bytes, at, Math.min(SENT_AT_ONCE, bytes.length - at));
        }
        return this;
    }

    /** Sends nothing more; the answer may still come. */
    public Wire endSending() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /**
     * The next answer; empty when the server closes the connection without one.
     *
     * @param patience how long to wait for each part of it
     * @param toHead whether it answers a {@code HEAD}, and has no body whatever it says
     * @throws java.net.SocketTimeoutException when it does not come
     */
    public Optional<Answer> answer(Duration patience, boolean toHead) throws IOException {
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        while (true) {
            String line = line();
            if (line.isEmpty()) {
                return Optional.empty();
            }
            int status = statusIn(line);
            Map<String, String> headers = headers();
            if (status >= 200) {
                return Optional.of(answer(status, headers, toHead));
            }
        }
    }

    /** Whether something comes within that time: an answer or the end. */
    boolean saysSomethingWithin(Duration patience) throws IOException {
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        in.mark(1);
        try {
            in.read();
            in.reset();
            return true;
        } catch (java.net.SocketTimeoutException silent) {
            return false;
        } catch (IOException ended) {
            return true;
        }
    }

    /** Whether the server closes; each part of what it says before that may take so long. */
    public boolean isClosedWithin(Duration patience) throws IOException {
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        try {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return true;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Answer answer(int status, Map<String, String> headers, boolean toHead) throws IOException {
        boolean closes = "close".equalsIgnoreCase(headers.get("connection"));
        if (toHead || status == 204 || status == 304) {
            return new Answer(status, headers, new byte[0], closes);
        }
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return new Answer(status, headers, chunks(), closes);
        }
        String length = headers.get(CONTENT_LENGTH);
        return length == null
                ? new Answer(status, headers, in.readAllBytes(), true)
                : new Answer(status, headers, in.readNBytes(Integer.parseInt(length)), closes);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line().strip(), 16); size > 0; size = Integer.parseInt(line().strip(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isBlank(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("No header: " + line);
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static int statusIn(String line) throws IOException {
        String[] words = line.split(" ", 3);
        if (words.length < 2
                || !words[0].matches("HTTP/[0-9]\\.[0-9]")
                || !words[1].strip().matches("[0-9]{3}")) {
            throw new IOException("No status line: " + line);
        }
        return Integer.parseInt(words[1].strip());
    }

    /** With its line feed, so that an empty one is the end of all. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next;
        do {
            next = in.read();
            if (next >= 0) {
                line.write(next);
            }
        } while (next >= 0 && next != '\n');
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
