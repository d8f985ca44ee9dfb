package signup.ingress.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import signup.events.BodyMac;

class OpenIdempotencyKeysTest {

    private static final UUID ID = new UUID(1, 1);
    private static final BodyMac ONE = new BodyMac("k", ByteBuffer.wrap(new byte[] {1}));
    private static final BodyMac OTHER = new BodyMac("k", ByteBuffer.wrap(new byte[] {2}));

    private final OpenIdempotencyKeys open = new OpenIdempotencyKeys();

    @Test
    void twinsWaitTogetherAndAnotherBodyDoesNot() {
        assertThat(open.enter(ID, ONE)).isTrue();
        assertThat(open.enter(ID, ONE)).isTrue();
        assertThat(open.enter(ID, OTHER)).isFalse();
        open.leave(ID);
        assertThat(open.enter(ID, OTHER)).isFalse();
        open.leave(ID);
        assertThat(open.enter(ID, OTHER)).isTrue();
    }

    @Test
    void aBodyThatNobodyWaitedForIsRemembered() {
        assertThat(open.enter(ID, ONE)).isTrue();
        open.remember(ID, ONE);
        open.leave(ID);
        assertThat(open.enter(ID, OTHER)).isFalse();
        assertThat(open.enter(ID, ONE)).isTrue();
    }
}
