package signup.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The ports that the operating system lends to outgoing connections: a server had better not count on one of them, because
 * any program's connection may hold it just then.
 */
record EphemeralPorts(int first, int last) {

    private static final Path LINUX = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    /** What RFC 6335 sets apart, and macOS uses. */
    private static final EphemeralPorts DYNAMIC = new EphemeralPorts(49_152, 65_535);

    static EphemeralPorts ofThisMachine() {
        try {
            return Files.exists(LINUX) ? parse(Files.readString(LINUX)) : DYNAMIC;
        } catch (IOException | NumberFormatException unreadable) {
            return DYNAMIC;
        }
    }

    /** Two numbers, as Linux writes them. */
    static EphemeralPorts parse(String range) {
        String[] ends = range.strip().split("\\s+");
        return new EphemeralPorts(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }

    boolean contain(int port) {
        return first <= port && port <= last;
    }
}
