package signup.ingress.activation;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

class LinkTokensTest {

    private static final UUID SUB = UUID.fromString("8e7f200b-4bb4-57fa-8a91-cd03c0f0ade3");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    @TempDir
    private Path keys;

    private SignedLinks links;

    @BeforeEach
    void oneKey() {
        links = SignedLinks.withNewKey("2026-11", keys);
    }

    @Test
    void aGenuineTokenSaysWhatWasSigned() {
        UUID id = UUID.randomUUID();

        LinkReading reading = read(links.sign(
                claims().jwtID(id.toString()).claim("locale", "fr-CA").claim("dialect", "SAYMON")));

        assertThat(reading)
                .isEqualTo(new LinkReading.Good(
                        new Link(id, SUB, Link.Purpose.CONFIRMATION, Locale.CANADA_FRENCH, "SAYMON", LATER)));
    }

    @Test
    void anOlderTokenDoesNotTellTheDialect() {
        assertThat(read(links.sign(claims())))
                .isInstanceOfSatisfying(
                        LinkReading.Good.class,
                        good -> assertThat(good.link().dialect()).isEmpty());
    }

    @Test
    void itExpiresToTheSecond() {
        assertThat(read(links.sign(claims().expirationTime(Date.from(NOW.plusSeconds(1))))))
                .isInstanceOf(LinkReading.Good.class);
        assertThat(read(links.sign(claims().expirationTime(Date.from(NOW))))).isInstanceOf(LinkReading.Expired.class);
    }

    @Test
    void severalKeysAreGoodAtOnce() {
        SignedLinks newer = SignedLinks.withNewKey("2026-12", keys);

        assertThat(read(links.sign(claims()))).isInstanceOf(LinkReading.Good.class);
        assertThat(read(newer.sign(claims()))).isInstanceOf(LinkReading.Good.class);
    }

    @Test
    void anotherKeyUnderTheSameIdIsForged(@TempDir Path elsewhere) {
        assertForged(SignedLinks.withNewKey("2026-11", elsewhere).sign(claims()));
    }

    @Test
    void anUnknownKeyIdIsForged(@TempDir Path elsewhere) {
        assertForged(SignedLinks.withNewKey("2027-01", elsewhere).sign(claims()));
    }

    @Test
    void anotherAlgorithmIsForged() throws JOSEException {
        SignedJWT shared = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID("2026-11")
                        .type(new JOSEObjectType("signup-link+jwt"))
                        .build(),
                claims().build());
        shared.sign(new MACSigner("x".repeat(32)));

        assertForged(shared.serialize());
        assertForged(new PlainJWT(claims().build()).serialize());
    }

    @Test
    void aTokenForSomethingElseIsForged() {
        assertForged(links.sign(links.header().type(new JOSEObjectType("JWT")).build(), claims()));
        assertForged(links.sign(links.header().type(null).build(), claims()));
        assertForged(links.sign(claims().issuer("another")));
        assertForged(links.sign(claims().claim("purpose", "login")));
        assertForged(links.sign(claims().claim("purpose", null)));
        assertForged(links.sign(claims().subject("john")));
        assertForged(links.sign(claims().jwtID(null)));
        assertForged(links.sign(claims().expirationTime(null)));
    }

    @Test
    void whatIsCutOrChangedIsForged() {
        String token = links.sign(claims());

        assertForged(token.substring(0, token.length() - 3));
        assertForged(token.substring(1));
        assertForged(token.replaceFirst("\\.", ".A"));
        assertForged("");
        assertForged("a.b.c");
        assertForged("é.é.é");
        assertForged(token + "A".repeat(3_000));
    }

    private static JWTClaimsSet.Builder claims() {
        return SignedLinks.claims("confirmation", SUB, LATER);
    }

    private void assertForged(String token) {
        assertThat(read(token)).isEqualTo(new LinkReading.Forged());
    }

    private LinkReading read(String token) {
        return new LinkTokens(KeyRing.read(keys, KeyRing.PUBLIC_SUFFIX, KeyFormats.publicKey("EC")), () -> NOW)
                .read(token);
    }
}
