package signup.ingress.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import signup.ingress.settings.Settings;
import signup.schemas.tokens.KeysUnavailableException;

/** Tokens that are checked with keys fetched over HTTP. */
class JwkSetIT {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration USABLE = Duration.ofHours(1);

    private static RSAKey rsa;
    private static ECKey ec;
    private static DisposableServer server;

    @BeforeAll
    static void publishKeys() throws JOSEException {
        rsa = new RSAKeyGenerator(2048).keyID("r").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("e").generate();
        String set = new JWKSet(List.<JWK>of(rsa, ec)).toPublicJWKSet().toString();
        server = HttpServer.create()
                .host("127.0.0.1")
                .handle((request, response) ->
                        response.header("Content-Type", "application/json").sendString(Mono.just(set)))
                .bindNow();
    }

    @AfterAll
    static void stop() {
        server.disposeNow();
    }

    @Test
    void bothAlgorithmsAreGood() throws JOSEException {
        assertThat(judged(rsaToken(claims().build())).caller().orElseThrow().id())
                .isEqualTo("jwt:crm");
        assertThat(judged(signed(JWSAlgorithm.ES256, "e", new ECDSASigner(ec), claims().build()))
                        .caller()
                        .orElseThrow()
                        .isAdmin())
                .isTrue();
    }

    @Test
    void issuerAudienceAndTimeAreChecked() throws JOSEException {
        Date past = Date.from(Instant.now().minusSeconds(60));

        assertThat(judged(rsaToken(claims().issuer("https://other").build()))).isEqualTo(Authentication.REFUSED);
        assertThat(judged(rsaToken(claims().audience("other").build()))).isEqualTo(Authentication.REFUSED);
        assertThat(judged(rsaToken(claims().expirationTime(past).build()))).isEqualTo(Authentication.REFUSED);
        assertThat(judged(rsaToken(claims().expirationTime(null).build()))).isEqualTo(Authentication.REFUSED);
    }

    @Test
    void tokensThatNameNobodyAreNotOneClient() throws JOSEException {
        assertThat(judged(rsaToken(claims().subject(null).build()))).isEqualTo(Authentication.REFUSED);
        assertThat(judged(rsaToken(claims().subject("").build()))).isEqualTo(Authentication.REFUSED);
        assertThat(judged(rsaToken(claims().subject(null).claim("azp", "crm").build()))
                        .caller()
                        .orElseThrow()
                        .id())
                .isEqualTo("jwt-client:crm");
    }

    @Test
    void otherKeysAndAlgorithmsAreRefused() throws JOSEException {
        RSAKey other = new RSAKeyGenerator(2048).keyID("r").generate();

        assertThat(judged(signed(JWSAlgorithm.RS256, "r", new RSASSASigner(other), claims().build())))
                .isEqualTo(Authentication.REFUSED);
        assertThat(judged(signed(JWSAlgorithm.RS512, "r", new RSASSASigner(rsa), claims().build())))
                .isEqualTo(Authentication.REFUSED);
        assertThat(judged(signed(JWSAlgorithm.RS256, "unknown", new RSASSASigner(rsa), claims().build())))
                .isEqualTo(Authentication.REFUSED);
    }

    @Test
    void anotherKeyIsFetchedWhenATokenNamesItButNotForEveryTokenThatNamesOne() throws JOSEException {
        AtomicInteger fetches = new AtomicInteger();
        AtomicReference<String> published = new AtomicReference<>(publicSet(rsa));
        RSAKey next = new RSAKeyGenerator(2048).keyID("next").generate();
        MovingClock clock = new MovingClock();
        DisposableServer rotating = serving(fetches, published);
        try {
            Authenticator authenticator = authenticator("http://127.0.0.1:" + rotating.port() + "/jwks", clock);
            String ofNext = signed(JWSAlgorithm.RS256, "next", new RSASSASigner(next), claims().build());

            assertThat(judged(authenticator, rsaToken(claims().build())))
                    .isInstanceOf(Authentication.Authenticated.class);
            for (int i = 0; i < 50; i++) {
                assertThat(judged(authenticator, ofNext)).isEqualTo(Authentication.REFUSED);
            }
            assertThat(fetches).as("within a pause").hasValue(1);

            published.set(publicSet(rsa, next));
            clock.advance(PAUSE);
            assertThat(judged(authenticator, ofNext)).isInstanceOf(Authentication.Authenticated.class);
            assertThat(fetches).hasValue(2);

            published.set(publicSet(next));
            clock.advance(FRESH);
            assertThat(judged(
                            authenticator,
                            rsaToken(claims().jwtID("not remembered").build())))
                    .as("a key that is published no more")
                    .isEqualTo(Authentication.REFUSED);
        } finally {
            rotating.disposeNow();
        }
    }

    @Test
    void whileTheSetCannotBeFetchedItsKnownKeysServeForAnHour() throws JOSEException {
        AtomicReference<String> published = new AtomicReference<>(publicSet(rsa));
        MovingClock clock = new MovingClock();
        DisposableServer failing = serving(new AtomicInteger(), published);
        try {
            Authenticator authenticator = authenticator("http://127.0.0.1:" + failing.port() + "/jwks", clock);
            assertThat(judged(authenticator, rsaToken(claims().build())))
                    .isInstanceOf(Authentication.Authenticated.class);
            published.set(null);

            clock.advance(FRESH);
            assertThat(judged(authenticator, rsaToken(claims().jwtID("1").build())))
                    .isInstanceOf(Authentication.Authenticated.class);
            String ofAnother = signed(JWSAlgorithm.ES256, "e", new ECDSASigner(ec), claims().build());
            assertThatThrownBy(() -> judged(authenticator, ofAnother)).isInstanceOf(KeysUnavailableException.class);

            clock.advance(USABLE);
            String late = rsaToken(claims().jwtID("2").build());
            assertThatThrownBy(() -> judged(authenticator, late)).isInstanceOf(KeysUnavailableException.class);

            published.set(publicSet(rsa));
            clock.advance(PAUSE);
            assertThat(judged(authenticator, late)).isInstanceOf(Authentication.Authenticated.class);
        } finally {
            failing.disposeNow();
        }
    }

    @Test
    void aSharedSecretTokenCannotBeMadeOfAPublishedKey() throws JOSEException {
        byte[] asSecret = rsa.toRSAPublicKey().getEncoded();

        assertThat(judged(signed(JWSAlgorithm.HS256, "r", new MACSigner(asSecret), claims().build())))
                .isEqualTo(Authentication.REFUSED);
        assertThat(judged(new PlainJWT(claims().build()).serialize())).isEqualTo(Authentication.REFUSED);
    }

    @Test
    void whereNoKeysAreNothingIsSaidAboutTheToken() throws JOSEException {
        Authenticator nowhere = authenticator("http://127.0.0.1:1/jwks");
        String header = "Bearer " + rsaToken(claims().build());

        assertThatThrownBy(() -> nowhere.authenticate(Scheme.BEARER, header).block())
                .isInstanceOf(KeysUnavailableException.class);
    }

    private static Authentication judged(String token) {
        return authenticator("http://127.0.0.1:" + server.port() + "/jwks")
                .authenticate(Scheme.BEARER, "Bearer " + token)
                .block();
    }

    /** A server of that set; it fails while there is none. */
    private static DisposableServer serving(AtomicInteger fetches, AtomicReference<String> published) {
        return HttpServer.create()
                .host("127.0.0.1")
                .handle((request, response) -> {
                    fetches.incrementAndGet();
                    String set = published.get();
                    return set == null
                            ? response.status(503).send()
                            : response.header("Content-Type", "application/json")
                                    .sendString(Mono.just(set));
                })
                .bindNow();
    }

    private static String publicSet(RSAKey... keys) {
        return new JWKSet(List.<JWK>of(keys)).toPublicJWKSet().toString();
    }

    private static Authentication judged(Authenticator authenticator, String token) {
        return authenticator.authenticate(Scheme.BEARER, "Bearer " + token).block();
    }

    private static Authenticator authenticator(String uri) {
        return authenticator(uri, Clock.systemUTC());
    }

    private static Authenticator authenticator(String uri, Clock clock) {
        return new AuthConfiguration()
                .authenticator(
                        Settings.of(
                                "auth.jwt.jwks-uri", uri,
                                "auth.jwt.issuer", "https://id.example.org",
                                "auth.jwt.audience", "signup"),
                        new MockEnvironment(),
                        clock);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("crm")
                .issuer("https://id.example.org")
                .audience("signup")
                .claim("scope", "admin")
                .expirationTime(Date.from(Instant.now().plusSeconds(10_000)));
    }

    private static String rsaToken(JWTClaimsSet claims) throws JOSEException {
        return signed(JWSAlgorithm.RS256, "r", new RSASSASigner(rsa), claims);
    }

    private static String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
        token.sign(signer);
        return token.serialize();
    }
}
