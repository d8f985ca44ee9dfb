package signup.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

/** Too much at once, and clients that take their time: they lose their connection or their wait, and nobody else anything. */
@NarrowIngress
class OverloadIT extends ScriptedPipeline {

    private static final int MAX_CONNECTIONS = 120;
    private static final String POST = "POST /api/v2/sso/signup/ HTTP/1.1\r\nHost: localhost\r\n";

    private final List<Socket> sockets = new ArrayList<>();
    private long nextUser = System.nanoTime();

    @Autowired
    private MeterRegistry meters;

    @AfterEach
    void closeSockets() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void aHeadThatComesByteByByteIsNotWaitedFor() throws IOException {
        double before = dropped("slow");
        Socket slow = connected(POST);

        assertThat(trickle(slow, "X-Slow: " + "a".repeat(1_000)))
                .isBetween(Duration.ofMillis(300), Duration.ofSeconds(3));
        assertThat(dropped("slow")).isEqualTo(before + 1);
    }

    @Test
    void emptyLinesBeforeAHeadAreNotWaitedForEither() throws IOException {
        assertThat(trickle(connected("\r\n"), "\r\n".repeat(500))).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aBodyThatComesByteByByteIsNotWaitedFor() throws IOException {
        String token = admin();
        Socket slow = connected(POST + "Content-Type: application/json\r\nAuthorization: Bearer " + token
                + "\r\nContent-Length: 10000\r\n\r\n{");

        assertThat(trickle(slow, " ".repeat(1_000))).isBetween(Duration.ofMillis(700), Duration.ofSeconds(4));
    }

    @Test
    void aBodyThatNobodyWantsIsNotWaitedForEither() throws IOException {
        Socket slow = connected(POST + "Content-Type: application/json\r\nContent-Length: 10000\r\n\r\n");
        assertThat(new String(slow.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 401");

        assertThat(trickle(slow, " ".repeat(1_000))).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void aConnectionThatSaysNothingIsClosed() throws IOException {
        assertThat(trickle(connected(""), "")).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    @Test
    void aHeadThatIsTooLongIsNotRead() throws IOException {
        Socket client = connected(POST + "X-Long: " + "a".repeat(40_000) + "\r\n\r\n");

        assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 431");
    }

    @Test
    void aClientThatKeepsItsConnectionIsServedOnAndOn() throws IOException {
        Socket client = connected("");
        for (int i = 0; i < 4; i++) {
            String body = "{\"username\":\"kept-" + UUID.randomUUID() + "\"}";
            write(
                    client,
                    POST + "Content-Type: application/json\r\nAuthorization: Bearer " + admin() + "\r\nContent-Length: "
                            + body.length() + "\r\n\r\n");
            pause(client, Duration.ofMillis(300));
            write(client, body);
            assertThat(statusOf(client)).isEqualTo(201);
            pause(client, Duration.ofMillis(600));
        }
    }

    @Test
    void whileAHundredClientsAreSlowOthersAreAnsweredAtOnce() throws IOException {
        signUp();
        for (int i = 0; i < 100; i++) {
            connected(POST);
        }
        for (int i = 0; i < 10; i++) {
            Instant start = Instant.now();
            assertThat(signUp().getStatus().value()).isEqualTo(201);
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void oneConnectionTooManyIsClosedAndTheOthersAreNot() throws IOException {
        double before = dropped("bound");
        for (int i = 0; i < MAX_CONNECTIONS + 10; i++) {
            connected("");
        }
        Awaitility.await().until(() -> dropped("bound") >= before + 10);
        assertThat(meters.get("signup.ingress.connections").gauge().value()).isLessThanOrEqualTo(MAX_CONNECTIONS);

        closeSockets();
        Awaitility.await()
                .untilAsserted(() -> assertThat(signUp().getStatus().value()).isEqualTo(201));
    }

    @Test
    void beyondWhatBodiesMayHoldTheNextIsRefusedAndSmallOnesAreNot() throws IOException {
        Socket slow = connected(POST + "Content-Type: application/json\r\nAuthorization: Bearer " + admin()
                + "\r\nContent-Length: 1000000\r\n\r\n{" + " ".repeat(900_000));

        EntityExchangeResult<String> refused = Awaitility.await()
                .until(
                        () -> signUp(" ".repeat(300_000)),
                        answer -> answer.getStatus().value() == 503);
        assertThat(refused.getResponseBody())
                .isEqualTo(
                        "{\"errors\":[{\"message\":\"Service temporarily unavailable, try again later.\",\"code\":\"unavailable\"}]}");
        assertThat(refused.getResponseHeaders().getFirst("Retry-After")).isEqualTo("2");
        assertThat(signUp().getStatus().value()).isEqualTo(201);

        slow.close();
        Awaitility.await().until(() -> signUp(" ".repeat(300_000)).getStatus().value() == 201);
    }

    @Test
    void beyondTheOpenExchangesTheAnswerIsPendingAtOnce() {
        worker.keepSilent();
        double before = meters.get("signup.ingress.shed").functionCounter().count();
        List<CompletableFuture<EntityExchangeResult<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            waiting.add(CompletableFuture.supplyAsync(this::signUp));
        }
        Awaitility.await()
                .until(() ->
                        meters.get("signup.ingress.pending.replies").gauge().value() == 2);

        Instant start = Instant.now();
        EntityExchangeResult<String> third = signUp();
        assertThat(third.getStatus().value()).isEqualTo(202);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(1));
        worker.seen(UUID.fromString(third.getResponseHeaders().getFirst("Signup-Id")));
        assertThat(meters.get("signup.ingress.shed").functionCounter().count()).isEqualTo(before + 1);
        assertThat(waiting)
                .allSatisfy(one -> assertThat(one.join().getStatus().value()).isEqualTo(202));
    }

    /** Sends the text byte by byte, and when it is at its end nothing more; how long until the server hangs up. */
    private static Duration trickle(Socket socket, String text) throws IOException {
        Instant start = Instant.now();
        socket.setSoTimeout(20);
        InputStream in = socket.getInputStream();
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        for (int sent = 0; Duration.between(start, Instant.now()).toSeconds() < 10; sent++) {
            try {
                if (in.read() < 0) {
                    return Duration.between(start, Instant.now());
                }
            } catch (SocketTimeoutException stillOpen) {
                if (sent < bytes.length && !sends(socket, bytes[sent])) {
                    return Duration.between(start, Instant.now());
                }
            } catch (IOException reset) {
                return Duration.between(start, Instant.now());
            }
        }
        throw new AssertionError("The server did not hang up");
    }

    private static boolean sends(Socket socket, byte one) {
        try {
            socket.getOutputStream().write(one);
            return true;
        } catch (IOException hungUp) {
            return false;
        }
    }

    /** Says nothing for a while; the server says nothing either. */
    private static void pause(Socket socket, Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            throw new AssertionError(
                    "The server spoke or hung up: " + socket.getInputStream().read());
        } catch (SocketTimeoutException silence) {
            // As it should be.
        }
    }

    private static int statusOf(Socket socket) throws IOException {
        socket.setSoTimeout(5_000);
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        String length = head.toString().replaceAll("(?is).*content-length: *([0-9]+).*", "$1");
        in.readNBytes(Integer.parseInt(length));
        return Integer.parseInt(head.substring(9, 12));
    }

    private Socket connected(String text) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        sockets.add(socket);
        write(socket, text);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private EntityExchangeResult<String> signUp() {
        return signUp("");
    }

    private EntityExchangeResult<String> signUp(String padding) {
        return client.post()
                .uri("/api/v2/sso/signup/")
                .header("Content-Type", "application/json")
                .headers(headers -> headers.setBearerAuth(admin()))
                .bodyValue("{\"username\":\"u-" + UUID.randomUUID() + "\"}" + padding)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    /** Another admin each time, whom no rate limits. */
    private synchronized String admin() {
        return Tokens.signed(
                Tokens.SECRET, Tokens.claims(nextUser++).claim("role", "admin").build());
    }

    private double dropped(String reason) {
        return meters.get("signup.ingress.connections.dropped")
                .tag("reason", reason)
                .counter()
                .count();
    }
}
