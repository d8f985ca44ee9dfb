package signup.registration.avatar;

import java.net.InetAddress;
import java.util.List;
import reactor.core.publisher.Mono;

/** The addresses of hosts. */
@FunctionalInterface
interface HostAddresses {

    /** The addresses that the name has now, at least one; fails when it has none, or none can be had in time. */
    Mono<List<InetAddress>> of(String name);
}
