package signup.registration.avatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.resources.LoopResources;

/**
 * What may and may not be fetched, on a real server of this machine and a name server that lies. The server listens on
 * every address: one that ought not to be asked would answer.
 */
class PictureFetcherIT {

    private static final byte[] PICTURE = "picture".getBytes(StandardCharsets.US_ASCII);
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 100_000;
    private static final String HERE = "127.0.0.1";

    private static PictureServer server;
    private static PictureServer elsewhere;
    private static NameServer names;
    private static LoopResources loops;
    private static DnsHostAddresses hosts;

    @BeforeAll
    static void start() {
        server = new PictureServer();
        elsewhere = new PictureServer();
        names = new NameServer();
        loops = LoopResources.create("fetching", 1, true);
        hosts = new DnsHostAddresses(loops.onClient(false).next(), names.provider());
        server.at("/", PictureServer.bytes(PICTURE));
        elsewhere.at("/", PictureServer.bytes(PICTURE));
    }

    @AfterAll
    static void stop() {
        hosts.close();
        loops.dispose();
        names.close();
        elsewhere.close();
        server.close();
    }

    @BeforeEach
    void forget() {
        server.forget();
        elsewhere.forget();
    }

    /** One that may ask this machine at 127.0.0.1 and nowhere else. */
    private static PictureFetcher allowed() {
        return fetcher(TIME, HERE);
    }

    private static PictureFetcher fetcher(Duration time, String... networks) {
        return new PictureFetcher(
                hosts,
                new AddressRules(List.of(networks)),
                new FetchLimits(time, MOST_BYTES, Set.of(server.port())),
                loops);
    }

    @Test
    void aPictureIsFetchedFromTheAddressOfItsNameAndInItsName() {
        names.has("pictures.example", HERE);
        assertThat(fetch(allowed(), "http://pictures.example:PORT/a%20b.png?x=1"))
                .isEqualTo(PICTURE);
        assertThat(server.asked())
                .containsExactly(
                        new PictureServer.Asked("/a%20b.png?x=1", HERE, "pictures.example:" + server.port(), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/",
                "http://127.0.0.2:PORT/",
                "http://0.0.0.0:PORT/",
                "http://[::]:PORT/",
                "http://[::1]:PORT/",
                "http://[::127.0.0.1]:PORT/",
                "http://[::ffff:127.0.0.1]:PORT/",
                "http://[::ffff:7f00:1]:PORT/",
                "http://[64:ff9b::127.0.0.1]:PORT/",
                "http://[2002:7f00:1::]:PORT/",
                "http://2130706433:PORT/",
                "http://017700000001:PORT/",
                "http://0177.0.0.1:PORT/",
                "http://0177.0.0.01:PORT/",
                "http://0x7f000001:PORT/",
                "http://0x7f.0.0.1:PORT/",
                "http://127.1:PORT/",
                "http://127.0.0.1.:PORT/",
                "http://localhost:PORT/",
                "http://LOCALHOST.:PORT/",
                "http://pictures.example@127.0.0.1:PORT/",
                "http://inner.example:PORT/",
                "http://mapped.example:PORT/",
                "http://inner6.example:PORT/",
                "http://metadata.example:PORT/"
            })
    void thisMachineIsNotAskedHoweverItIsCalled(String url) {
        names.has("inner.example", HERE);
        names.has("mapped.example", "::ffff:127.0.0.1");
        names.has("inner6.example", "::1");
        names.has("metadata.example", "169.254.169.254");
        assertThat(failure(fetcher(TIME), url)).isIn(AvatarFailure.FORBIDDEN_URL, AvatarFailure.FORBIDDEN_ADDRESS);
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2:PORT/secret",
                "http://0.0.0.0:PORT/secret",
                "http://[::1]:PORT/secret",
                "http://[::ffff:127.0.0.1]:PORT/secret",
                "http://2130706433:PORT/secret",
                "http://0177.0.0.1:PORT/secret",
                "//127.0.0.2:PORT/secret",
                "http://inner.example:PORT/secret",
                "http://127.0.0.1:OTHER/secret",
                "http://user@127.0.0.1:PORT/secret",
                "ftp://127.0.0.1:PORT/secret",
                "file:///etc/passwd"
            })
    void aRedirectLeadsToNoOtherPlaces(String location) {
        names.has("inner.example", "127.0.0.2");
        String to = filled(location);
        server.at("/redirecting", exchange -> PictureServer.redirect(to).answer(exchange));
        try {
            assertThat(failure(allowed(), "http://127.0.0.1:PORT/redirecting"))
                    .isIn(AvatarFailure.FORBIDDEN_URL, AvatarFailure.FORBIDDEN_ADDRESS);
            assertThat(server.paths()).containsExactly("/redirecting");
            assertThat(elsewhere.asked()).isEmpty();
        } finally {
            server.removed("/redirecting");
        }
    }

    @Test
    void aNameThatMeansAnotherAddressNextTimeIsConnectedToWhereItWasChecked() {
        names.has("rebound.example", HERE, "127.0.0.2");
        assertThat(fetch(allowed(), "http://rebound.example:PORT/")).isEqualTo(PICTURE);
        assertThat(names.questions("rebound.example")).isEqualTo(1);
        assertThat(server.asked()).extracting(PictureServer.Asked::at).containsExactly(HERE);

        assertThat(failure(allowed(), "http://rebound.example:PORT/")).isEqualTo(AvatarFailure.FORBIDDEN_ADDRESS);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void aNameThatMeansAnotherAddressAfterARedirectIsCheckedAgain() {
        names.has("twofold.example", HERE, "127.0.0.2");
        server.at("/again", exchange -> PictureServer.redirect("/secret").answer(exchange));
        try {
            assertThat(failure(allowed(), "http://twofold.example:PORT/again"))
                    .isEqualTo(AvatarFailure.FORBIDDEN_ADDRESS);
            assertThat(server.paths()).containsExactly("/again");
        } finally {
            server.removed("/again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1,127.0.0.2", "127.0.0.2,127.0.0.1", "127.0.0.1,::1"})
    void aNameWithOneAddressThatMayNotBeAskedIsNotAskedAtAll(String addresses) {
        names.has("mixed.example", addresses);
        assertThat(failure(allowed(), "http://mixed.example:PORT/")).isEqualTo(AvatarFailure.FORBIDDEN_ADDRESS);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void threeRedirectsAreFollowedAndNoMore() {
        server.at("/hop/", exchange -> {
            int left = Integer.parseInt(exchange.getRequestURI().getPath().substring(5));
            (left == 0 ? PictureServer.bytes(PICTURE) : PictureServer.redirect("" + (left - 1))).answer(exchange);
        });
        assertThat(fetch(allowed(), "http://127.0.0.1:PORT/hop/3")).isEqualTo(PICTURE);
        assertThat(failure(allowed(), "http://127.0.0.1:PORT/hop/4")).isEqualTo(AvatarFailure.TOO_MANY_REDIRECTS);
    }

    @Test
    void bytesAreCountedAsTheyComeWhateverTheServerSays() {
        byte[] most = new byte[MOST_BYTES];
        byte[] tooMany = new byte[MOST_BYTES + 1];
        server.at("/most", PictureServer.bytes(most));
        server.at("/announced", PictureServer.bytes(tooMany));
        server.at("/chunked", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(tooMany);
        });
        assertThat(fetch(allowed(), "http://127.0.0.1:PORT/most")).hasSize(MOST_BYTES);
        assertThat(failure(allowed(), "http://127.0.0.1:PORT/announced")).isEqualTo(AvatarFailure.TOO_MANY_BYTES);
        assertThat(failure(allowed(), "http://127.0.0.1:PORT/chunked")).isEqualTo(AvatarFailure.TOO_MANY_BYTES);
    }

    @Test
    void whatIsCompressedUnaskedIsNotInflated() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream bomb = new GZIPOutputStream(compressed)) {
            bomb.write(new byte[50 << 20]);
        }
        server.at("/bomb", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            PictureServer.bytes(compressed.toByteArray()).answer(exchange);
        });
        assertThat(fetch(allowed(), "http://127.0.0.1:PORT/bomb")).isEqualTo(compressed.toByteArray());
    }

    @Test
    void aServerThatNeverEndsIsLeftInTime() {
        server.at("/dripping", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int i = 0; i < 100; i++) {
                    exchange.getResponseBody().write(i);
                    exchange.getResponseBody().flush();
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        long begun = System.nanoTime();
        assertThat(failure(fetcher(Duration.ofMillis(500), HERE), "http://127.0.0.1:PORT/dripping"))
                .isEqualTo(AvatarFailure.TIMED_OUT);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource({
        "404,REFUSED",
        "410,REFUSED",
        "403,REFUSED",
        "204,REFUSED",
        "304,REFUSED",
        "302,REFUSED",
        "500,SERVER_FAILED",
        "503,SERVER_FAILED",
        "408,SERVER_FAILED",
        "429,SERVER_FAILED"
    })
    void aStatusTellsWhetherToComeAgain(int status, AvatarFailure reason) {
        String path = "/status" + status;
        server.at(path, PictureServer.status(status));
        assertThat(failure(allowed(), "http://127.0.0.1:PORT" + path)).isEqualTo(reason);
    }

    @Test
    void anUnknownNameAndASilentPortMayBeThereLater() {
        assertThat(failure(allowed(), "http://nobody.example:PORT/")).isEqualTo(AvatarFailure.UNKNOWN_HOST);
        PictureServer gone = new PictureServer();
        int port = gone.port();
        gone.close();
        PictureFetcher fetcher = new PictureFetcher(
                hosts, new AddressRules(List.of(HERE)), new FetchLimits(TIME, MOST_BYTES, Set.of(port)), loops);
        assertThat(failure(fetcher, "http://127.0.0.1:" + port + "/")).isEqualTo(AvatarFailure.UNREACHABLE);
    }

    @Test
    void aCertificateMustBeOfTheNameThatTheUrlHas(@TempDir Path folder) throws Exception {
        KeyStore store = certificate(folder, "pictures.example");
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        names.has("pictures.example", HERE);
        names.has("others.example", HERE);
        try (PictureServer secure = new PictureServer(tls(store))) {
            secure.at("/", PictureServer.bytes(PICTURE));
            FetchLimits limits = new FetchLimits(TIME, MOST_BYTES, Set.of(secure.port()));
            AddressRules rules = new AddressRules(List.of(HERE));
            PictureFetcher trusting = new PictureFetcher(
                    hosts,
                    rules,
                    limits,
                    loops,
                    spec -> spec.sslContext(
                            Http11SslContextSpec.forClient().configure(client -> trusted(client, trust))));
            assertThat(trusting.fetch("https://pictures.example:" + secure.port() + "/")
                            .block())
                    .isEqualTo(PICTURE);
            assertThat(secure.asked())
                    .extracting(PictureServer.Asked::host)
                    .containsExactly("pictures.example:" + secure.port());

            assertThat(failure(trusting, "https://others.example:" + secure.port() + "/"))
                    .isEqualTo(AvatarFailure.TLS);
            assertThat(failure(trusting, "https://127.0.0.1:" + secure.port() + "/"))
                    .isEqualTo(AvatarFailure.TLS);
            assertThat(failure(
                            new PictureFetcher(hosts, rules, limits, loops),
                            "https://pictures.example:" + secure.port() + "/"))
                    .isEqualTo(AvatarFailure.TLS);
            assertThat(secure.asked()).hasSize(1);
        }
    }

    private static void trusted(SslContextBuilder client, TrustManagerFactory trust) {
        client.trustManager(trust);
    }

    private static SSLContext tls(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "password".toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }

    private static KeyStore certificate(Path folder, String name) throws Exception {
        Path file = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "password",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "password".toCharArray());
        }
        return store;
    }

    private static String filled(String url) {
        return url.replace("PORT", String.valueOf(server.port())).replace("OTHER", String.valueOf(elsewhere.port()));
    }

    private static byte[] fetch(PictureFetcher fetcher, String url) {
        return fetcher.fetch(filled(url)).block();
    }

    private static AvatarFailure failure(PictureFetcher fetcher, String url) {
        AvatarFailure[] reason = new AvatarFailure[1];
        assertThatThrownBy(() -> fetch(fetcher, url))
                .isInstanceOfSatisfying(AvatarFailedException.class, failure -> reason[0] = failure.reason());
        return reason[0];
    }
}
