package signup.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import signup.local.process.Probe;

/**
 * Where the stack listens, on loopback only. All ports move together.
 *
 * @param offset what is added to each documented port
 */
public record Ports(int offset) {

    /** The environment's variable that moves the ports. */
    static final String VARIABLE = "SIGNUP_PORT_OFFSET";

    private static final int HIGHEST_DOCUMENTED = 9092;
    private static final int HIGHEST = 65_535;
    private static final int HIGHEST_RESERVED = 32_767;
    private static final int STEP = 10_000;
    private static final int SMALL_STEP = 100;

    public Ports {
        if (offset < 0 || offset + HIGHEST_DOCUMENTED > HIGHEST) {
            throw new IllegalArgumentException(
                    VARIABLE + " is a number from 0 to " + (HIGHEST - HIGHEST_DOCUMENTED) + ", not " + offset);
        }
    }

    static Ports parse(@Nullable String offset) {
        if (offset == null || offset.isBlank()) {
            return new Ports(0);
        }
        try {
            return new Ports(Integer.parseInt(offset.strip()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(VARIABLE + " is a number, not \"" + offset + "\"");
        }
    }

    /** Ports that are free now, and that the system gives to no connection, so that a part finds its own again. */
    public static Ports free() {
        return ThreadLocalRandom.current()
                .ints(STEP, HIGHEST_RESERVED - HIGHEST_DOCUMENTED)
                .mapToObj(Ports::new)
                .filter(ports -> ports.all().keySet().stream().noneMatch(Ports::isTaken))
                .findFirst()
                .orElseThrow();
    }

    public int api() {
        return 8080 + offset;
    }

    public int registry() {
        return 8081 + offset;
    }

    public int console() {
        return 8025 + offset;
    }

    public int smtp() {
        return 1025 + offset;
    }

    public int kafka() {
        return 9092 + offset;
    }

    public int database() {
        return 5433 + offset;
    }

    /** The JDBC address of a database of the local PostgreSQL. */
    String jdbcUrl(String name) {
        return "jdbc:postgresql://127.0.0.1:" + database() + "/" + name;
    }

    public int ingressManagement() {
        return 8090 + offset;
    }

    public int registrationManagement() {
        return 8091 + offset;
    }

    public int notificationManagement() {
        return 8092 + offset;
    }

    /**
     * Sees that nobody listens on any of them.
     *
     * @throws IllegalStateException naming each that is taken, what it is for, and how to move them
     */
    void requireFree() {
        String taken = taken();
        if (!taken.isEmpty()) {
            throw new IllegalStateException(taken);
        }
    }

    /**
     * Why a stack that listened on none of them any more could not start: another program came first, or what its part says.
     */
    String whyNot(Throwable failure) {
        String taken = taken();
        return taken.isEmpty() ? String.valueOf(failure.getMessage()) : taken;
    }

    private String taken() {
        String taken = all().entrySet().stream()
                .filter(port -> isTaken(port.getKey()))
                .map(port -> "Port " + port.getKey() + " (" + port.getValue() + ") is in use by another program.\n")
                .collect(Collectors.joining());
        return taken.isEmpty()
                ? taken
                : taken + "End it, or move all ports of the stack: " + VARIABLE + "="
                        + elsewhere(EphemeralPorts.ofThisMachine(), Ports::isTaken)
                                .map(Object::toString)
                                .orElse("N") + " ./signup up";
    }

    /** The first offset in round numbers whose ports are free and stay so; none when there is none. */
    Optional<Integer> elsewhere(EphemeralPorts lent, IntPredicate taken) {
        return IntStream.of(STEP, SMALL_STEP)
                .flatMap(step ->
                        IntStream.iterate(0, other -> other + HIGHEST_DOCUMENTED <= HIGHEST, other -> other + step))
                .filter(other -> other != offset)
                .filter(other -> new Ports(other)
                        .all().keySet().stream().noneMatch(port -> lent.contain(port) || taken.test(port)))
                .boxed()
                .findFirst();
    }

    private Map<Integer, String> all() {
        Map<Integer, String> ports = new LinkedHashMap<>();
        ports.put(api(), "API");
        ports.put(registry(), "schema registry");
        ports.put(console(), "console");
        ports.put(smtp(), "SMTP");
        ports.put(kafka(), "Kafka");
        ports.put(database(), "PostgreSQL");
        ports.put(ingressManagement(), "management of api-ingress");
        ports.put(registrationManagement(), "management of registration-worker");
        ports.put(notificationManagement(), "management of notification-worker");
        return ports;
    }

    private static boolean isTaken(int port) {
        if (Probe.listens(port)) {
            return true;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
