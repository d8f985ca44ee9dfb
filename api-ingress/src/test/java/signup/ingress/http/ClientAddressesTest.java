package signup.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressesTest {

    private final ClientAddresses addresses = new ClientAddresses(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/32"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # peer      | X-Forwarded-For                       | client
                    203.0.113.5 |                                       | 203.0.113.5
                    203.0.113.5 | 198.51.100.9                          | 203.0.113.5
                    10.1.2.3    | 198.51.100.9                          | 198.51.100.9
                    192.0.2.7   | 198.51.100.9                          | 198.51.100.9
                    192.0.2.8   | 198.51.100.9                          | 192.0.2.8
                    10.1.2.3    | 6.6.6.6, 198.51.100.9, 10.9.9.9       | 198.51.100.9
                    10.1.2.3    | 10.4.4.4                              | 10.4.4.4
                    10.1.2.3    | 198.51.100.9, unknown                 | 10.1.2.3
                    10.1.2.3    | localhost                             | 10.1.2.3
                    2001:db8::1 | 2a00:1450:4001::200e                  | 2a00:1450:4001::200e
                    """)
    void onlyTrustedProxiesAreBelieved(String peer, String forwardedFor, String client) throws Exception {
        List<String> headers = forwardedFor == null ? List.of() : List.of(forwardedFor);

        assertThat(addresses.of(InetAddress.getByName(peer), headers)).isEqualTo(client);
    }

    @Test
    void everyHeaderOfThatNameCounts() throws Exception {
        assertThat(addresses.of(InetAddress.getByName("10.1.2.3"), List.of("6.6.6.6", "198.51.100.9", "10.2.2.2")))
                .isEqualTo("198.51.100.9");
    }

    @Test
    void byDefaultNobodyIsBelieved() throws Exception {
        assertThat(new ClientAddresses(List.of()).of(InetAddress.getByName("127.0.0.1"), List.of("198.51.100.9")))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void whatIsNoNetworkIsRefusedAtStart() {
        assertThatThrownBy(() -> new ClientAddresses(List.of("proxy.example.org")))
                .hasMessage("signup.http.trusted-proxies: not an address or a network: proxy.example.org");
    }
}
