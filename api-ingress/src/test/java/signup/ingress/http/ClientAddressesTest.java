package signup.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.ServerRequest;
import signup.ingress.settings.HttpSettings;
import signup.ingress.settings.Settings;

class ClientAddressesTest {

    private static final String PROXIES = "10.0.0.0/8,192.0.2.7,2001:db8:ffff::/48";

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
                    10.1.2.3    | 198.51.100.9:4711                     | 198.51.100.9
                    10.1.2.3    | 198.51.100.9, ::ffff:10.9.9.9         | 198.51.100.9
                    10.1.2.3    | 10.9.9.9 198.51.100.9                 | 10.1.2.3
                    10.1.2.3    | ,,                                    | 10.1.2.3
                    2001:db8:ffff::1 | 2a00:1450:4001::200e                  | 2a00:1450:4001::200e
                    2001:db8:ffff::1 | [2a00:1450:4001::200e]:443            | 2a00:1450:4001::200e
                    2001:db8:ffff::1 | [2a00:1450:4001::200e                 | 2001:db8:ffff::1
                    """)
    void onlyTrustedProxiesAreBelieved(String peer, String forwardedFor, String client) {
        assertThat(of("x-forwarded-for", peer, "X-Forwarded-For", forwardedFor)).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    # peer      | Forwarded                                                  | client
                    203.0.113.5 | for=198.51.100.9                                           | 203.0.113.5
                    10.1.2.3    | for=198.51.100.9                                           | 198.51.100.9
                    10.1.2.3    | For="198.51.100.9:4711";proto=https;by=10.1.2.3            | 198.51.100.9
                    10.1.2.3    | proto=https;for=198.51.100.9                               | 198.51.100.9
                    10.1.2.3    | for="[2a00:1450:4001::200e]:4711"                          | 2a00:1450:4001::200e
                    10.1.2.3    | for=6.6.6.6, for=198.51.100.9;proto=https, for="10.9.9.9"  | 198.51.100.9
                    10.1.2.3    | for=198.51.100.9, for=unknown                              | 10.1.2.3
                    10.1.2.3    | for=198.51.100.9, for="_hidden"                            | 10.1.2.3
                    10.1.2.3    | for=198.51.100.9, proto=https                              | 10.1.2.3
                    10.1.2.3    | 198.51.100.9                                               | 10.1.2.3
                    # a client leaves a quote open before what the proxy appends
                    10.1.2.3    | for="6.6.6.6, for=198.51.100.9                             | 198.51.100.9
                    10.1.2.3    | host="a;for=6.6.6.6, for="198.51.100.9"                    | 198.51.100.9
                    """)
    void soAreTheyInTheStandardHeader(String peer, String forwarded, String client) {
        assertThat(of("forwarded", peer, "Forwarded", forwarded)).isEqualTo(client);
    }

    @Test
    void theHeaderThatIsNotSetIsTheClientsOwnWord() {
        assertThat(of("x-forwarded-for", "10.1.2.3", "Forwarded", "for=6.6.6.6"))
                .isEqualTo("10.1.2.3");
        assertThat(of("forwarded", "10.1.2.3", "X-Forwarded-For", "6.6.6.6")).isEqualTo("10.1.2.3");
    }

    @Test
    void everyHeaderOfThatNameCounts() {
        assertThat(of("x-forwarded-for", "10.1.2.3", "X-Forwarded-For", "6.6.6.6", "198.51.100.9", "10.2.2.2"))
                .isEqualTo("198.51.100.9");
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.9,                     198.51.100.9",
        "::ffff:198.51.100.9,              198.51.100.9",
        "2001:db8:1:2:3:4:5:6,             2001:db8:1:2::/64",
        "2001:db8:1:2:ffff:ffff:ffff:ffff, 2001:db8:1:2::/64",
        "2001:db8:1:3::1,                  2001:db8:1:3::/64",
        "::1,                              ::/64"
    })
    void clientsOfIpv6AreCountedByTheirNetwork(String address, String group) {
        assertThat(addresses("x-forwarded-for").groupOf(request("10.1.2.3", "X-Forwarded-For", address)))
                .isEqualTo(group);
    }

    @Test
    void byDefaultNobodyIsBelieved() {
        assertThat(new ClientAddresses(Settings.of().http())
                        .of(request("127.0.0.1", "X-Forwarded-For", "198.51.100.9")))
                .isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.org", "10.0.0.0/8/8", "10.0.0"})
    void whatIsNoNetworkIsRefusedAtStart(String proxy) {
        HttpSettings settings = Settings.of("http.trusted-proxies", proxy).http();
        assertThatThrownBy(() -> new ClientAddresses(settings))
                .hasMessage("signup.http.trusted-proxies: not an address or a network: " + proxy);
    }

    private static String of(String header, String peer, String name, String... values) {
        return addresses(header).of(request(peer, name, values));
    }

    private static ClientAddresses addresses(String header) {
        return new ClientAddresses(Settings.of("http.trusted-proxies", PROXIES, "http.forwarding-header", header)
                .http());
    }

    private static ServerRequest request(String peer, String name, String... values) {
        MockServerHttpRequest.BaseBuilder<?> request =
                MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(peer, 4711));
        if (values.length > 0 && values[0] != null) {
            request.header(name, values);
        }
        return ServerRequest.create(MockServerWebExchange.from(request), List.of());
    }
}
