package signup.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RequestTemplateTest {

    private final Identities identities = new Identities(42);
    private final RequestTemplate template = RequestTemplate.post(
            "127.0.0.1:1",
            "/signup/",
            Map.of("Authorization", "Bearer t"),
            "{\"é\":\"" + RequestTemplate.NAME + "\",\"e\":\"" + RequestTemplate.NAME + "@x\"}",
            identities);

    @Test
    void everyNameInTheRequestIsThatOfItsNumber() {
        assertThat(text(7))
                .endsWith("\r\n\r\n{\"é\":\"" + identities.name(7) + "\",\"e\":\"" + identities.name(7) + "@x\"}");
        assertThat(text(8)).contains(identities.name(8)).doesNotContain(identities.name(7));
    }

    @Test
    void theLengthIsThatOfTheBodyInBytes() {
        String text = text(1);
        String body = text.substring(text.indexOf("\r\n\r\n") + 4);

        assertThat(text).contains("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n");
    }

    @Test
    void noTwoNumbersHaveOneName() {
        assertThat(LongStream.range(0, 100_000).mapToObj(identities::name).collect(Collectors.toSet()))
                .hasSize(100_000)
                .allMatch(name -> name.matches("[0-9a-f]{16}"));
    }

    @Test
    void anotherSeedGivesOtherNames() {
        assertThat(new Identities(43).name(1)).isNotEqualTo(identities.name(1));
    }

    private String text(long number) {
        ByteBuf request = template.encode(number, UnpooledByteBufAllocator.DEFAULT);
        try {
            return request.toString(StandardCharsets.UTF_8);
        } finally {
            request.release();
        }
    }
}
