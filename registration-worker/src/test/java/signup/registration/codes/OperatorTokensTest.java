package signup.registration.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import signup.schemas.tokens.AccessTokenPolicy;
import signup.schemas.tokens.AccessTokens;

class OperatorTokensTest {

    private static final String SECRET = "a-secret-of-more-than-thirty-two-bytes";
    private static final Instant NOW = Instant.now();
    private static final Operator REFUSED = new Operator.Unknown(true);

    private final OperatorTokens tokens = tokens(SECRET, null);

    @Test
    void anAdminIsOneByIdOrByClaim() throws JOSEException {
        assertThat(judged(claims(1))).isEqualTo(new Operator.Admin("user:1"));
        assertThat(judged(claims(2).claim("role", "admin"))).isEqualTo(new Operator.Admin("user:2"));
        assertThat(judged(claims(2))).isEqualTo(new Operator.Forbidden());
    }

    @Test
    void withoutATokenNobodyIsKnown() {
        assertThat(tokens.judge(null).block()).isEqualTo(new Operator.Unknown(false));
        assertThat(tokens.judge("Basic bG9jYWw6bG9jYWw=").block()).isEqualTo(new Operator.Unknown(false));
    }

    @Test
    void eachOfTheFiveClaimsIsNeeded() throws JOSEException {
        for (String claim : List.of("user_id", "token_type", "iat", "exp", "jti")) {
            assertThat(judged(claims(1).claim(claim, null)))
                    .as("without %s", claim)
                    .isEqualTo(REFUSED);
        }
        assertThat(judged(claims(1).claim("token_type", "refresh"))).isEqualTo(REFUSED);
    }

    @Test
    void aTokenIsGoodInItsTimeGiveOrTakeTheSkew() throws JOSEException {
        assertThat(judged(claims(1).expirationTime(Date.from(NOW.minusSeconds(31)))))
                .isEqualTo(REFUSED);
        assertThat(judged(claims(1).expirationTime(Date.from(NOW.minusSeconds(29)))))
                .isNotEqualTo(REFUSED);
        assertThat(judged(claims(1).notBeforeTime(Date.from(NOW.plusSeconds(32)))))
                .isEqualTo(REFUSED);
        assertThat(judged(claims(1).issueTime(Date.from(NOW.plusSeconds(32))))).isEqualTo(REFUSED);
    }

    @Test
    void otherKeysAndAlgorithmsAreRefused() throws JOSEException {
        JWTClaimsSet claims = claims(1).build();

        assertThat(judge(tokens, signed("x".repeat(32), JWSAlgorithm.HS256, claims)))
                .isEqualTo(REFUSED);
        assertThat(judge(tokens, signed(SECRET + SECRET, JWSAlgorithm.HS512, claims)))
                .isEqualTo(REFUSED);
        assertThat(judge(tokens, new PlainJWT(claims).serialize())).isEqualTo(REFUSED);
        assertThat(judge(tokens, "a.b.c")).isEqualTo(REFUSED);
        assertThat(judge(tokens, "x".repeat(10_000))).isEqualTo(REFUSED);
        assertThat(judge(tokens(null, null), signed(SECRET, JWSAlgorithm.HS256, claims)))
                .as("without a secret none is good")
                .isEqualTo(REFUSED);
    }

    @Test
    void aKeyOfTheKeySetSignsForAdminsByClaim() throws JOSEException, IOException {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        byte[] keySet = new JWKSet(key).toPublicJWKSet().toString().getBytes(StandardCharsets.UTF_8);
        server.createContext("/keys", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keySet.length);
            exchange.getResponseBody().write(keySet);
            exchange.close();
        });
        server.start();
        try {
            OperatorTokens byKeySet = tokens(
                    SECRET, URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys"));
            JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                    .subject("ops")
                    .claim("scope", "read admin")
                    .expirationTime(Date.from(NOW.plusSeconds(60)));

            assertThat(judge(byKeySet, signed(key, claims.build()))).isEqualTo(new Operator.Admin("jwt:ops"));
            assertThat(judge(byKeySet, signed(key, claims.expirationTime(null).build())))
                    .isEqualTo(REFUSED);
            ECKey other = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
            assertThat(judge(
                            byKeySet,
                            signed(
                                    other,
                                    claims.expirationTime(Date.from(NOW.plusSeconds(60)))
                                            .build())))
                    .isEqualTo(REFUSED);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aShortSecretIsRefusedAtStart() {
        assertThatThrownBy(() -> tokens("short", null)).hasMessageContaining("32 bytes");
    }

    private Operator judged(JWTClaimsSet.Builder claims) throws JOSEException {
        return judge(tokens, signed(SECRET, JWSAlgorithm.HS256, claims.build()));
    }

    private static Operator judge(OperatorTokens tokens, String token) {
        return tokens.judge("bearer " + token).block();
    }

    private static OperatorTokens tokens(String secret, URI jwksUri) {
        AccessTokenPolicy policy = new AccessTokenPolicy(secret, jwksUri, null, null, Duration.ofSeconds(30));
        return new OperatorTokens(new AccessTokens(policy, Clock.fixed(NOW, ZoneOffset.UTC)), Set.of(1L));
    }

    private static JWTClaimsSet.Builder claims(long userId) {
        return new JWTClaimsSet.Builder()
                .claim("user_id", userId)
                .claim("token_type", "access")
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(60)))
                .jwtID("id");
    }

    private static String signed(String secret, JWSAlgorithm algorithm, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    private static String signed(ECKey key, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }
}
