package signup.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;
import reactor.core.publisher.Mono;
import signup.ingress.auth.Authentication;
import signup.ingress.auth.Authenticator;
import signup.ingress.dialect.Dialects;
import signup.local.Keys;
import signup.schemas.password.PasswordSealer;

class RehearsalTest {

    @TempDir
    private Path keys;

    private final List<String> happened = new ArrayList<>();

    @Test
    void whoConnectsAtOnceComesAfterTheRehearsal() {
        try (GenericApplicationContext service = new GenericApplicationContext()) {
            service.registerBean("server", Server.class, () -> new Server(happened));
            service.registerBean("rehearsal", Rehearsal.class, this::rehearsal);

            service.refresh();

            assertThat(happened).containsExactly("rehearsed", "listening");
        }
    }

    private Rehearsal rehearsal() {
        Dialects none = new Dialects(List.of());
        Authenticator authenticator = (scheme, header) -> {
            happened.add("rehearsed");
            return Mono.just(Authentication.ANONYMOUS);
        };
        Keys.provide(keys);
        return new Rehearsal(
                none, new ErrorAnswers(none), authenticator, PasswordSealer.fromKeysIn(keys.resolve("password")));
    }

    /** Starts when Spring Boot's web server does. */
    private record Server(List<String> happened) implements SmartLifecycle {

        @Override
        public void start() {
            happened.add("listening");
        }

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return happened.contains("listening");
        }

        @Override
        public int getPhase() {
            return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE;
        }
    }
}
