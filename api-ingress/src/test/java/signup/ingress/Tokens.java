package signup.ingress;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Bearer tokens of the local profile. */
public final class Tokens {

    public static final String SECRET = "local-development-secret-do-not-use-elsewhere";

    private Tokens() {}

    public static String admin() {
        return signed(SECRET, claims(1).build());
    }

    public static String member() {
        return signed(SECRET, claims(2).build());
    }

    /** Complete claims of a token for that user, to be changed. */
    public static JWTClaimsSet.Builder claims(long userId) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .claim("user_id", userId)
                .claim("token_type", "access")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)))
                .jwtID(UUID.randomUUID().toString());
    }

    public static String signed(String secret, JWTClaimsSet claims) {
        return signed(secret, JWSAlgorithm.HS256, claims);
    }

    public static String signed(String secret, JWSAlgorithm algorithm, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
