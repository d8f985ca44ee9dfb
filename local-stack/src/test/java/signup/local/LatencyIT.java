package signup.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyIT {

    @Test
    void theFirstIsToldApartFromTheRest() {
        long[] nanos = LongStream.rangeClosed(1, 100).map(n -> n * 1_000_000).toArray();
        nanos[0] = 500_000_000;

        assertThat(Latency.summary(nanos))
                .isEqualTo("100 signups, one at a time: first 500.0 ms, median 51.0 ms, p95 96.0 ms, slowest 500.0 ms");
    }

    @Test
    void anOffsetThatIsNoneIsOneLine() throws Exception {
        assertThat(told("many")).containsExactly("SIGNUP_PORT_OFFSET is a number, not \"many\"");
    }

    @Test
    void anAnswerThatIsNoUserIsToldAsItIs() throws Exception {
        Ports ports = Ports.free();
        HttpServer limited = HttpServer.create(new InetSocketAddress("127.0.0.1", ports.api()), 0);
        limited.createContext("/", exchange -> {
            exchange.sendResponseHeaders(429, 0);
            exchange.getResponseBody().write("later".getBytes());
            exchange.close();
        });
        limited.start();
        try {
            assertThat(told(String.valueOf(ports.offset())))
                    .singleElement()
                    .asString()
                    .contains("answered with status 429 instead of 201: later")
                    .doesNotContain("running");
        } finally {
            limited.stop(0);
        }
        assertThat(told(String.valueOf(ports.offset())))
                .singleElement()
                .asString()
                .contains("is ./signup up running?");
    }

    private static List<String> told(String offset) throws InterruptedException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        assertThat(new Latency().run(offset, new PrintStream(told))).isEqualTo(1);
        return told.toString().lines().toList();
    }

    @Test
    void oneIsEnough() {
        assertThat(Latency.summary(new long[] {1_500_000}))
                .contains("1 signups")
                .contains("median 1.5 ms");
    }
}
