package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import signup.events.Avatar;
import signup.events.SignupRequested;
import signup.registration.avatar.AvatarFailure;
import signup.registration.avatar.Avatars;
import signup.registration.avatar.PictureServer;
import signup.registration.avatar.WaitingAvatar;
import signup.schemas.Topics;

/** Pictures of users become avatars beside the signups' way, or do not, and never cost a signup. */
class AvatarIT {

    private static Pipeline pipeline;
    private static PictureServer pictures;
    private static @Nullable Pipeline others;

    @BeforeAll
    static void start() throws IOException {
        pictures = new PictureServer();
        pictures.at("/ada.png", PictureServer.bytes(png(1024, 512)));
        pipeline = Pipeline.started(settings("registration,avatar", "127.0.0.1"));
    }

    private static String[] settings(String roles, String allowedNetworks) {
        return new String[] {
            "signup.worker.roles=" + roles,
            "signup.avatar.allowed-networks=" + allowedNetworks,
            "signup.avatar.ports=" + pictures.port(),
            "signup.avatar.poll-interval=50ms",
            "signup.avatar.concurrency=2",
            "signup.avatar.per-host=1",
            "signup.avatar.fetch-timeout=5s",
            "signup.avatar.retry.first-delay=100ms",
            "signup.avatar.retry.max-attempts=3"
        };
    }

    @AfterAll
    static void stop() {
        if (others != null) {
            others.close();
        }
        pipeline.close();
        pictures.close();
    }

    @Test
    void aPictureGivenInlineAndOneGivenByUrlBecomePngsThatTheIngressMayRead() throws IOException {
        UUID inline = signUp(new Avatar("image/png", ByteBuffer.wrap(png(1024, 512)), null));
        UUID byUrl = signUp(new Avatar(null, null, url("127.0.0.1", "/ada.png")));
        for (UUID sub : List.of(inline, byUrl)) {
            awaitState(sub, "ready");
            List<String> stored = pipeline.queryAs(
                            "signup_ingress",
                            "select etag, encode(content, 'hex') from registration.avatar_content where sub = '" + sub
                                    + "'")
                    .get(0);
            BufferedImage avatar =
                    ImageIO.read(new ByteArrayInputStream(HexFormat.of().parseHex(stored.get(1))));
            assertThat(avatar.getWidth()).isEqualTo(512);
            assertThat(avatar.getHeight()).isEqualTo(256);
            assertThat(stored.get(0)).matches("[0-9a-f]{32}");
        }
        assertThat(row(inline, "source, reason")).containsExactly(null, null);
        assertThat(pipeline.query("select avatar from registration.signup_status where sub = '" + inline + "'"))
                .containsExactly(List.of("ready"));
    }

    @Test
    void aPictureThatCannotBeHadNeverCostsTheSignupAndTheReasonIsKept() {
        pictures.at("/secret", PictureServer.bytes(new byte[] {1}));
        Map<Avatar, String> given = Map.of(
                new Avatar("image/png", ByteBuffer.wrap("no picture".getBytes()), null), "NO_PICTURE",
                new Avatar(null, null, url("127.0.0.1", "/missing")), "REFUSED",
                new Avatar(null, null, url("127.0.0.2", "/secret")), "FORBIDDEN_ADDRESS",
                new Avatar(null, null, url("[::1]", "/secret")), "FORBIDDEN_ADDRESS",
                new Avatar(null, null, url("0177.0.0.1", "/secret")), "FORBIDDEN_URL",
                new Avatar(null, null, "http://169.254.169.254/latest/meta-data/"), "FORBIDDEN_URL");
        given.forEach((avatar, reason) -> {
            UUID sub = signUp(avatar);
            awaitState(sub, "failed");
            assertThat(row(sub, "reason, attempts, source")).containsExactly(reason, "1", null);
        });
        assertThat(pictures.paths()).doesNotContain("/secret");
    }

    @Test
    void aServerThatFailsIsAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        byte[] picture = png(10, 10);
        pictures.at(
                "/later.png",
                exchange -> (asked.incrementAndGet() < 3 ? PictureServer.status(503) : PictureServer.bytes(picture))
                        .answer(exchange));
        pictures.at("/never.png", PictureServer.status(503));
        UUID later = signUp(new Avatar(null, null, url("127.0.0.1", "/later.png")));
        UUID never = signUp(new Avatar(null, null, url("127.0.0.1", "/never.png")));
        awaitState(later, "ready");
        assertThat(row(later, "attempts, reason")).containsExactly("3", null);
        awaitState(never, "failed");
        assertThat(row(never, "attempts, reason")).containsExactly("3", "SERVER_FAILED");
    }

    @Test
    void aSlowServerHoldsUpNobodyElse() throws IOException, InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        pictures.at("/slow", exchange -> {
            begun.countDown();
            try {
                end.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        List<UUID> slow = List.of(
                signUp(new Avatar(null, null, url("127.0.0.1", "/slow/1"))),
                signUp(new Avatar(null, null, url("127.0.0.1", "/slow/2"))),
                signUp(new Avatar(null, null, url("127.0.0.1", "/slow/3"))));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        UUID inline = signUp(new Avatar("image/png", ByteBuffer.wrap(png(10, 10)), null));
        UUID otherHost = signUp(new Avatar(null, null, url("localhost", "/ada.png")));
        awaitState(inline, "ready");
        // It may be refused, where that name means ::1 as well; what counts is that it has had its turn.
        await().atMost(Duration.ofSeconds(4))
                .until(() -> !row(otherHost, "state").equals(List.of("pending")));
        assertThat(slow).allSatisfy(sub -> assertThat(row(sub, "state")).containsExactly("pending"));
        end.countDown();
    }

    @Test
    void whatACrashedWorkerHadBegunIsDoneByAnotherWhichNeedsNoPrivateKey() {
        String[] settings = settings("avatar", "127.0.0.1");
        String[] withoutKeys = Arrays.copyOf(settings, settings.length + 1);
        withoutKeys[settings.length] = "signup.keys.folder=/nonexistent";
        others = Pipeline.stopped();
        others.startWorker(withoutKeys);
        assertThat(others.worker().containsBean("registrationContainer")).isFalse();

        others.execute(
                "insert into registration.avatars (sub, state, source_url, requested_at, attempts, claim, due_at)"
                        + " values (gen_random_uuid(), 'pending', '" + url("127.0.0.1", "/ada.png")
                        + "', now(), 1, gen_random_uuid(), now() + interval '1 second')");
        await().atMost(Duration.ofSeconds(15))
                .until(() -> others.query("select state, attempts, claim from registration.avatars")
                        .equals(List.of(Arrays.asList("ready", "2", null))));
    }

    @Test
    void aClaimThatWasLostSettlesNothing() {
        Avatars avatars = pipeline.worker().getBean(Avatars.class);
        UUID sub = UUID.randomUUID();
        pipeline.execute("insert into registration.avatars (sub, state, source, requested_at, claim, due_at) values ('"
                + sub + "', 'pending', 'x', now(), gen_random_uuid(), now() + interval '1 minute')");
        WaitingAvatar late = new WaitingAvatar(sub, UUID.randomUUID(), new byte[] {1}, null, null, 1);

        assertThat(avatars.ready(late, new byte[] {1}, "etag").block()).isFalse();
        assertThat(avatars.retry(late, AvatarFailure.TIMED_OUT, Duration.ZERO).block())
                .isFalse();
        assertThat(avatars.fail(late, AvatarFailure.TIMED_OUT).block()).isFalse();
        assertThat(row(sub, "state, reason")).containsExactly("pending", null);
    }

    @Test
    void whatBecameOfAvatarsIsCounted() throws Exception {
        awaitState(signUp(new Avatar("image/png", ByteBuffer.wrap(png(10, 10)), null)), "ready");
        await().untilAsserted(() -> assertThat(pipeline.get("/actuator/prometheus"))
                .contains("signup_avatars_total{outcome=\"ready\",reason=\"NONE\"}")
                .contains("signup_avatar_lag_seconds ")
                .contains("signup_avatar_backlog ")
                .contains("signup_avatar_make_seconds_count "));
    }

    private static UUID signUp(Avatar avatar) {
        SignupRequested request = Signups.request().setAvatar(avatar).build();
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Map.of());
        return pipeline.awaitCreated(request.getSignupId()).getSub();
    }

    private static void awaitState(UUID sub, String state) {
        await("avatar " + state)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> row(sub, "state").equals(List.of(state)));
    }

    private static List<String> row(UUID sub, String columns) {
        return pipeline.query("select " + columns + " from registration.avatars where sub = '" + sub + "'")
                .get(0);
    }

    private static String url(String host, String path) {
        return "http://" + host + ":" + pictures.port() + path;
    }

    private static byte[] png(int width, int height) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
