package signup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void withoutAnOffsetThePortsAreTheDocumentedOnes() {
        Ports ports = Ports.parse(null);

        assertThat(new int[] {
                    ports.api(),
                    ports.registry(),
                    ports.console(),
                    ports.smtp(),
                    ports.kafka(),
                    ports.database(),
                    ports.ingressManagement(),
                    ports.registrationManagement(),
                    ports.notificationManagement()
                })
                .containsExactly(8080, 8081, 8025, 1025, 9092, 5433, 8090, 8091, 8092);
    }

    @Test
    void anOffsetMovesThemAll() {
        Ports ports = Ports.parse(" 20000 ");

        assertThat(ports.api()).isEqualTo(28080);
        assertThat(ports.smtp()).isEqualTo(21025);
        assertThat(ports.notificationManagement()).isEqualTo(28092);
    }

    @Test
    void whereToMoveIsFreeAndLentToNoConnection() {
        EphemeralPorts linux = EphemeralPorts.parse("32768\t60999\n");
        Ports ports = new Ports(0);

        assertThat(ports.elsewhere(linux, port -> false)).contains(10_000);
        assertThat(ports.elsewhere(linux, port -> port == 18_080)).contains(20_000);
        assertThat(ports.elsewhere(linux, port -> port == 18_080 || port == 28_080))
                .contains(100);
        assertThat(new Ports(20_000).elsewhere(linux, port -> false)).contains(0);
        assertThat(ports.elsewhere(linux, port -> true)).isEmpty();
        assertThat(ports.elsewhere(new EphemeralPorts(2_000, 65_535), port -> false))
                .isEmpty();
    }

    @Test
    void anOffsetThatIsNoneIsNamedWithItsVariable() {
        assertThatThrownBy(() -> Ports.parse("many"))
                .hasMessageContaining("SIGNUP_PORT_OFFSET")
                .hasMessageContaining("many");
        assertThatThrownBy(() -> Ports.parse("60000")).hasMessageContaining("SIGNUP_PORT_OFFSET");
        assertThatThrownBy(() -> Ports.parse("-1")).hasMessageContaining("SIGNUP_PORT_OFFSET");
    }
}
