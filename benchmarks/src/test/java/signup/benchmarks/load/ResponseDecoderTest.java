package signup.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseDecoderTest {

    private static final String PLAIN = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n"
            + "content-length: 5\r\nSignup-Id: x\r\n\r\n{\"1\"}";
    private static final String CHUNKED = "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "3\r\n{\"a\r\nb\r\n\":123456789\r\n0\r\n\r\n";

    private final List<String> answers = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new ResponseDecoder() {
        @Override
        void answered(int status, ByteBuf body) {
            answers.add(status + " " + body.toString(StandardCharsets.UTF_8));
        }
    });

    @Test
    void readsStatusAndBody() {
        receive(PLAIN);

        assertThat(answers).containsExactly("201 {\"1\"}");
    }

    @Test
    void readsAResponseThatComesByteByByte() {
        for (String response : List.of(PLAIN, CHUNKED)) {
            response.chars().forEach(c -> receive(String.valueOf((char) c)));
        }

        assertThat(answers).hasSize(2).first().isEqualTo("201 {\"1\"}");
        assertThat(answers.get(1)).startsWith("202 3\r\n{\"a");
    }

    @Test
    void readsSeveralResponsesThatComeAtOnce() {
        receive(PLAIN + CHUNKED + PLAIN);

        assertThat(answers).hasSize(3);
    }

    @Test
    void aResponseWithoutLengthHasNoBody() {
        receive("HTTP/1.1 204 No Content\r\nDate: now\r\n\r\n");

        assertThat(answers).containsExactly("204 ");
    }

    private void receive(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.US_ASCII));
    }
}
