package signup.ingress.http;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.context.SmartLifecycle;
import signup.ingress.auth.Authentication;
import signup.ingress.auth.Authenticator;
import signup.ingress.auth.Scheme;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Call;
import signup.ingress.dialect.Dialect;
import signup.ingress.dialect.Dialects;
import signup.ingress.dialect.Refusal;
import signup.ingress.json.Json;
import signup.ingress.password.Password;
import signup.schemas.password.PasswordSealer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Goes through the pure parts of a signup once per dialect before the server listens, so that the first clients do not
 * wait, with the whole event loop, for classes to load or for one another. It publishes nothing; what comes of it is thrown
 * away.
 */
final class Rehearsal implements SmartLifecycle {

    private static final byte[] BODY = """
            {"username":"rehearsal","login":"rehearsal","email":"rehearsal@example.org","password":"Rehearsal-1",
             "first_name":"A","last_name":"B","birthdate":"2000-01-01","avatar":"https://example.org/","tags":[1],
             "token":"t","captcha":"c","altcha":"e30=",
             "other":[1, 5000000000, 99999999999999999999, 0.5, true, null, {}]}
            """.getBytes(StandardCharsets.UTF_8);

    /** Well-formed, and signed by nobody. */
    private static final String TOKEN = "Bearer eyJhbGciOiJIUzI1NiJ9.e30.AAAA";

    private final Dialects dialects;
    private final ErrorAnswers errors;
    private final Authenticator authenticator;
    private final PasswordSealer sealer;
    private volatile boolean running;

    Rehearsal(Dialects dialects, ErrorAnswers errors, Authenticator authenticator, PasswordSealer sealer) {
        this.dialects = dialects;
        this.errors = errors;
        this.authenticator = authenticator;
        this.sealer = sealer;
    }

    @Override
    public void start() {
        AcceptedLanguages languages = new AcceptedLanguages("en;q=0.5");
        authenticator.authenticate(Scheme.ANY, TOKEN).block();
        Password.of("rehearsal").sealedWith(sealer, new UUID(0, 0));
        for (Dialect dialect : dialects.all()) {
            ObjectNode body = Json.readObject(BODY);
            Json.writeCanonical(body, dialect.volatileMembers(), OutputStream.nullOutputStream());
            dialect.read(new Call(Authentication.ANONYMOUS, languages, body));
            errors.in(dialect, new Refusal.NotFound(), languages);
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** While what started before prepares in the background; the web server starts later. */
    @Override
    public int getPhase() {
        return 1;
    }
}
