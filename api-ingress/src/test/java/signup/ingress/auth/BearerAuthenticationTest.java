package signup.ingress.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import signup.ingress.Tokens;
import signup.schemas.tokens.AccessTokenPolicy;
import signup.schemas.tokens.AccessTokens;

class BearerAuthenticationTest {

    private static final Instant NOW = Instant.now();

    private final BearerAuthentication bearer = at(NOW, Duration.ofMinutes(1));

    @Test
    void aCompleteTokenNamesItsUser() {
        assertThat(client(Tokens.signed(Tokens.SECRET, Tokens.claims(7).build())))
                .isEqualTo(new Client("user:7", Set.of(), Set.of()));
    }

    @Test
    void anAdminIsOneByIdOrByClaim() {
        assertThat(client(Tokens.admin()).isAdmin()).isTrue();
        assertThat(client(Tokens.member()).isAdmin()).isFalse();
        assertThat(client(with("role", "admin")).isAdmin()).isTrue();
        assertThat(client(with("roles", List.of("member", "admin"))).isAdmin()).isTrue();
        assertThat(client(with("scope", "read admin")).isAdmin()).isTrue();
        assertThat(client(with("scope", "administrator")).isAdmin()).isFalse();
    }

    @Test
    void eachOfTheFiveClaimsIsNeeded() {
        for (String claim : List.of("user_id", "token_type", "iat", "exp", "jti")) {
            assertThat(judged(with(claim, null))).as("without %s", claim).isEqualTo(Authentication.REFUSED);
        }
        assertThat(judged(with("token_type", "refresh"))).isEqualTo(Authentication.REFUSED);
        assertThat(judged(with("user_id", "1"))).isEqualTo(Authentication.REFUSED);
        assertThat(judged(with("user_id", 1.5))).isEqualTo(Authentication.REFUSED);
    }

    @Test
    void otherAlgorithmsAndKeysAreRefused() {
        String longSecret = Tokens.SECRET + Tokens.SECRET;
        JWTClaimsSet claims = Tokens.claims(1).build();

        assertThat(judged(Tokens.signed("x".repeat(32), claims))).isEqualTo(Authentication.REFUSED);
        assertThat(judged(Tokens.signed(longSecret, JWSAlgorithm.HS512, claims)))
                .isEqualTo(Authentication.REFUSED);
        assertThat(judged(new PlainJWT(claims).serialize())).isEqualTo(Authentication.REFUSED);
        assertThat(judged("")).isEqualTo(Authentication.REFUSED);
        assertThat(judged("a.b.c")).isEqualTo(Authentication.REFUSED);
        assertThat(judged("x".repeat(10_000))).isEqualTo(Authentication.REFUSED);
    }

    @Test
    void aTokenIsGoodUntilItExpiresGiveOrTakeTheSkew() {
        assertThat(judged(expiring(NOW.minusSeconds(29)))).isInstanceOf(Authentication.Authenticated.class);
        assertThat(judged(expiring(NOW.minusSeconds(31)))).isEqualTo(Authentication.REFUSED);
    }

    @Test
    void aTokenIsNotIssuedInTheFutureGiveOrTakeTheSkew() {
        assertThat(judged(with("iat", Date.from(NOW.plusSeconds(29)))))
                .isInstanceOf(Authentication.Authenticated.class);
        assertThat(judged(with("iat", Date.from(NOW.plusSeconds(32))))).isEqualTo(Authentication.REFUSED);
    }

    @Test
    void aRememberedTokenExpiresAllTheSame() {
        MovingClock clock = new MovingClock(NOW);
        BearerAuthentication remembering = with(clock, Duration.ofHours(1));
        String token = expiring(NOW.plusSeconds(10));

        assertThat(remembering.authenticate(token).block()).isInstanceOf(Authentication.Authenticated.class);
        clock.advance(Duration.ofSeconds(41));
        assertThat(remembering.authenticate(token).block()).isEqualTo(Authentication.REFUSED);
    }

    @Test
    void aShortSecretIsRefusedAtStart() {
        assertThatThrownBy(() -> tokens("short", Clock.systemUTC())).hasMessageContaining("32 bytes");
    }

    private Authentication judged(String token) {
        return bearer.authenticate(token).block();
    }

    private Client client(String token) {
        return judged(token).caller().orElseThrow();
    }

    private static String with(String claim, Object value) {
        return Tokens.signed(Tokens.SECRET, Tokens.claims(2).claim(claim, value).build());
    }

    private static String expiring(Instant time) {
        return Tokens.signed(
                Tokens.SECRET, Tokens.claims(2).expirationTime(Date.from(time)).build());
    }

    private static BearerAuthentication at(Instant now, Duration remembered) {
        return with(Clock.fixed(now, ZoneOffset.UTC), remembered);
    }

    private static BearerAuthentication with(Clock clock, Duration remembered) {
        return new BearerAuthentication(tokens(Tokens.SECRET, clock), new TokenClaims(Set.of(1L)), remembered, clock);
    }

    private static AccessTokens tokens(String secret, Clock clock) {
        return new AccessTokens(new AccessTokenPolicy(secret, null, null, null, Duration.ofSeconds(30)), clock);
    }
}
