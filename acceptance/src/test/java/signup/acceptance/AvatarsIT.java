package signup.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures, from the request that brings them to the page that shows them. */
class AvatarsIT {

    private static final Pattern AVATAR = Pattern.compile("\"avatar\":\"([^\"]+)\"");
    private static final Duration SOON = Duration.ofSeconds(20);

    private final RunningStack stack = RunningStack.shared();
    private final HttpClient browser = HttpClient.newHttpClient();

    @Test
    void picturesGivenInlineAndByUrlAreServedAsPngAndOneThatCannotBeHadCostsNothing() throws Exception {
        byte[] picture = picture();
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer pictures = HttpServer.create(
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), stack.port(RunningStack.PICTURES)), 0);
        pictures.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            try (exchange) {
                exchange.sendResponseHeaders(200, picture.length);
                exchange.getResponseBody().write(picture);
            }
        });
        pictures.start();
        String port = ":" + pictures.getAddress().getPort();
        try {
            HttpResponse<String> inline = signUp("\"avatar_base64\":\"image/png;base64,"
                    + Base64.getEncoder().encodeToString(picture) + "\"");
            HttpResponse<String> byUrl = signUp("\"avatar\":\"http://127.0.0.1" + port + "/ada.png\"");
            HttpResponse<String> forbidden = signUp("\"avatar\":\"http://[::ffff:127.0.0.1]" + port + "/secret.png\"");

            assertServed(avatarOf(inline));
            assertServed(avatarOf(byUrl));
            await().atMost(SOON).until(() -> status(forbidden).contains("\"avatar\":\"failed\""));
            HttpResponse<byte[]> none = get(avatarOf(forbidden));
            assertThat(none.statusCode()).isEqualTo(404);
            assertThat(none.headers().firstValue("Retry-After")).isEmpty();
            assertThat(asked).containsExactly("/ada.png");
        } finally {
            pictures.stop(0);
        }
    }

    private void assertServed(URI avatar) throws Exception {
        await().atMost(SOON).until(() -> get(avatar).statusCode() == 200);
        HttpResponse<byte[]> served = get(avatar);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(served.body()));
        assertThat(image.getWidth()).isEqualTo(512);
        assertThat(image.getHeight()).isEqualTo(256);
        assertThat(served.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(served.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(served.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        String etag = served.headers().firstValue("ETag").orElseThrow();
        assertThat(get(avatar, "If-None-Match", etag).statusCode()).isEqualTo(304);
    }

    private HttpResponse<String> signUp(String avatar) {
        Person person = Person.fresh();
        HttpResponse<String> answer = stack.api()
                .post(
                        "/api/v2/sso/signup/",
                        "{\"username\":\"%s\",\"email\":\"%s\",%s}"
                                .formatted(person.username(), person.email(), avatar),
                        "Authorization",
                        "Bearer " + RunningStack.token("admin"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private static URI avatarOf(HttpResponse<String> answer) {
        Matcher avatar = AVATAR.matcher(answer.body());
        assertThat(avatar.find()).as(answer.body()).isTrue();
        return URI.create(avatar.group(1));
    }

    private String status(HttpResponse<String> signup) {
        return stack.api()
                .get(
                        "/signups/" + signup.headers().firstValue("Signup-Id").orElseThrow(),
                        "Authorization",
                        "Bearer " + RunningStack.token("admin"))
                .body();
    }

    private HttpResponse<byte[]> get(URI avatar, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(avatar).timeout(SOON);
        return browser.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1200, 600, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
