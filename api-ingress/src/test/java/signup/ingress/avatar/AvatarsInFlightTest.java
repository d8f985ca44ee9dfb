package signup.ingress.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import signup.ingress.dialect.Refusal;
import signup.ingress.http.ClientAddresses;
import signup.ingress.http.RefusedException;
import signup.ingress.settings.Settings;

class AvatarsInFlightTest {

    private final AvatarsInFlight inFlight = bounded(1, 1);

    private int addresses;

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

    @Test
    void slowReadersOfOneAddressLeaveTheOthersTheirShare() {
        AvatarsInFlight shared = bounded(3, 1);
        Disposable slow =
                get(shared, "198.51.100.1", "/avatars/1", Mono.never()).subscribe();

        StepVerifier.create(get(shared, "198.51.100.1", "/avatars/2", Mono.empty()))
                .verifyErrorSatisfies(failure -> assertThat(((RefusedException) failure).refusal())
                        .isEqualTo(new Refusal.Throttled(Duration.ofSeconds(2))));
        StepVerifier.create(get(shared, "198.51.100.2", "/avatars/2", Mono.empty()))
                .verifyComplete();
        slow.dispose();
        StepVerifier.create(get(shared, "198.51.100.1", "/avatars/2", Mono.empty()))
                .verifyComplete();
    }

    private static AvatarsInFlight bounded(int most, int share) {
        return new AvatarsInFlight(
                "/avatars/", most, share, new ClientAddresses(Settings.of().http()), Duration.ofSeconds(2));
    }

    /** Of another address each time. */
    private Mono<Void> get(String path, Mono<Void> answer) {
        return get(inFlight, "198.51.100." + ++addresses, path, answer);
    }

    private static Mono<Void> get(AvatarsInFlight inFlight, String address, String path, Mono<Void> answer) {
        MockServerHttpRequest.BaseBuilder<?> request =
                MockServerHttpRequest.get(path).remoteAddress(new InetSocketAddress(address, 4711));
        return inFlight.filter(MockServerWebExchange.from(request), exchange -> answer);
    }
}
