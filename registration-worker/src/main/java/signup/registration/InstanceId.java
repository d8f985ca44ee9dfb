package signup.registration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The name of this instance in transactional ids. Two live instances with one name would fence each other without end; a
 * name that changes at each start leaves the last one's open transaction to its time limit. So: the host's name and the
 * port that this process, and no other on the host, listens on.
 */
public final class InstanceId {

    private InstanceId() {}

    /** The configured name, else one made of the host and this port; a port of 0 gives one that no restart keeps. */
    public static String of(@Nullable String configured, int serverPort) {
        if (configured != null && !configured.isBlank()) {
            return configured;
        }
        return hostName() + "-" + (serverPort > 0 ? String.valueOf(serverPort) : UUID.randomUUID());
    }

    private static String hostName() {
        String ofContainer = System.getenv("HOSTNAME");
        if (ofContainer != null && !ofContainer.isBlank()) {
            return ofContainer;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return UUID.randomUUID().toString();
        }
    }
}
