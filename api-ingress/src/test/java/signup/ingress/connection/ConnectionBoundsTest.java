package signup.ingress.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionBoundsTest {

    private final ConnectionBounds bounds = new ConnectionBounds(4, 2);

    @Test
    void oneAddressHasNoMoreThanItsShare() {
        assertThat(bounds.enter("192.0.2.1", false)).isTrue();
        assertThat(bounds.enter("192.0.2.1", false)).isTrue();
        assertThat(bounds.enter("192.0.2.1", false)).isFalse();
        assertThat(bounds.enter("192.0.2.2", false)).isTrue();

        bounds.leave("192.0.2.1");
        assertThat(bounds.enter("192.0.2.1", false)).isTrue();
        assertThat(bounds.open()).isEqualTo(3);
    }

    @Test
    void aProxyHasAsManyAsThereAre() {
        for (int i = 0; i < 4; i++) {
            assertThat(bounds.enter("10.0.0.1", true)).isTrue();
        }
        assertThat(bounds.enter("10.0.0.1", true)).isFalse();
        assertThat(bounds.enter("192.0.2.1", false)).isFalse();

        bounds.leave("10.0.0.1");
        assertThat(bounds.enter("192.0.2.1", false)).isTrue();
        assertThat(bounds.open()).isEqualTo(4);
    }
}
