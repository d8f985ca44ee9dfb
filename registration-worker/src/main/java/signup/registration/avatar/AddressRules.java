package signup.registration.avatar;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be connected to because somebody named a URL: those of the public internet, by IANA's registries of
 * special-purpose addresses (RFC 6890 and what updates it), and of networks that the operator names. Judged are bytes, not
 * texts: however an address was written or found, it is one or it is not.
 */
final class AddressRules {

    private static final List<Network> SPECIAL = networks(
            "0.0.0.0/8", // this host
            "10.0.0.0/8",
            "100.64.0.0/10", // carrier-grade NAT, and some clouds' metadata
            "127.0.0.0/8",
            "169.254.0.0/16", // link-local; most clouds' metadata
            "172.16.0.0/12",
            "192.0.0.0/24", // protocol assignments; a cloud's metadata
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // relays to 6to4
            "192.168.0.0/16",
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "168.63.129.16/32", // a cloud's host, on a public address
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, broadcast
            "2001::/23", // protocol assignments, with Teredo's embedded IPv4
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4's embedded IPv4
            "3fff::/20"); // documentation

    /** All global unicast there is; so loopback, mapped IPv4, unique and link-local addresses and multicast are not. */
    private static final Network GLOBAL_IPV6 = Network.of("2000::/3");

    /** How networks without IPv4 reach it: the last four bytes are the address that is meant. */
    private static final Network NAT64 = Network.of("64:ff9b::/96");

    /** Never, whatever the operator names: metadata of clouds, and what is no single host. */
    private static final List<Network> NEVER = networks(
            "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "fe80::/10", "ff00::/8", "fd00:ec2::/32");

    private final List<Network> allowed;

    /**
     * @param allowed networks that may be connected to though they are not public
     * @throws IllegalArgumentException when one of them has what must never be connected to
     */
    AddressRules(List<String> allowed) {
        this.allowed = allowed.stream().map(AddressRules::allowable).toList();
    }

    boolean permit(byte[] address) {
        return allowed.stream().anyMatch(network -> network.contains(address)) || isPublic(address);
    }

    private static boolean isPublic(byte[] address) {
        if (NAT64.contains(address)) {
            return isPublic(Arrays.copyOfRange(address, 12, 16));
        }
        boolean global = address.length == 4 || GLOBAL_IPV6.contains(address);
        return global && SPECIAL.stream().noneMatch(network -> network.contains(address));
    }

    private static Network allowable(String text) {
        Network network = Network.of(text);
        if (NEVER.stream().anyMatch(network::overlaps)) {
            throw new IllegalArgumentException("signup.avatar.allowed-networks: " + text
                    + " has addresses that no picture is fetched from: link-local, metadata, multicast or unspecified");
        }
        return network;
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::of).toList();
    }
}
