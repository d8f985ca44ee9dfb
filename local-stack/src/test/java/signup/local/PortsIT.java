package signup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import signup.local.process.FreePort;

class PortsIT {

    @Test
    void aPortInUseIsNamedWithWhatItIsForAndTheVariableToChange() throws IOException {
        Ports ports = new Ports(FreePort.choose() - 8080);
        try (ServerSocket other = new ServerSocket(ports.api(), 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(ports::requireFree)
                    .hasMessageContaining("Port " + other.getLocalPort() + " (API) is in use")
                    .hasMessageContaining("SIGNUP_PORT_OFFSET=");
        }
    }

    @Test
    void aPortThatWasTakenMeanwhileIsNamedAlikeAndNotByAStackTrace() throws IOException {
        Ports ports = new Ports(FreePort.choose() - 9092);
        try (ServerSocket other = new ServerSocket(ports.kafka(), 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(ports.whyNot(new IllegalStateException("kafka has ended: java.net.BindException")))
                    .contains("Port " + other.getLocalPort() + " (Kafka) is in use")
                    .contains("SIGNUP_PORT_OFFSET=")
                    .doesNotContain("BindException");
        }
        assertThat(ports.whyNot(new IllegalStateException("kafka has ended"))).isEqualTo("kafka has ended");
    }

    @Test
    void aListenerOnAllAddressesCountsToo() throws IOException {
        Ports ports = new Ports(FreePort.choose() - 8080);
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(ports.console()));

            assertThatThrownBy(ports::requireFree)
                    .hasMessageContaining("Port " + ports.console() + " (console) is in use");
        }
    }
}
