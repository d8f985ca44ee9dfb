package signup.ingress.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import signup.ingress.http.RefusedException;

class AvatarsInFlightTest {

    private final AvatarsInFlight inFlight = new AvatarsInFlight("/avatars/", 1, Duration.ofSeconds(2));

    @Test
    void oneTooManyIsToldToComeBackAndAnybodyWhoLeavesMakesRoom() {
        Disposable reading = get("/avatars/1", Mono.never()).subscribe();

        StepVerifier.create(get("/avatars/2", Mono.empty())).verifyError(RefusedException.class);
        StepVerifier.create(get("/signups/1", Mono.empty())).verifyComplete();
        reading.dispose();
        StepVerifier.create(get("/avatars/2", Mono.error(new IllegalStateException())))
                .verifyError(IllegalStateException.class);
        StepVerifier.create(get("/avatars/2", Mono.empty())).verifyComplete();
        assertThat(reading.isDisposed()).isTrue();
    }

    private Mono<Void> get(String path, Mono<Void> answer) {
        return inFlight.filter(MockServerWebExchange.from(MockServerHttpRequest.get(path)), exchange -> answer);
    }
}
