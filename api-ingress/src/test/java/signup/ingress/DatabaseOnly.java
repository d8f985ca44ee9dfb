package signup.ingress;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import signup.local.fixture.Fixture;
import signup.local.fixture.FixtureDatabase;

/**
 * The running ingress on a real database, in which tests make the views that they need, as the workers promise them. Kafka
 * is not needed for what it answers, and not there.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "spring.kafka.bootstrap-servers=127.0.0.1:1"})
@ActiveProfiles("local")
@ExtendWith(NoLeaks.class)
public abstract class DatabaseOnly {

    private static final FixtureDatabase DATABASE = Fixture.database().fresh();

    @LocalServerPort
    private int port;

    protected WebTestClient client;

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry properties) {
        properties.add("spring.r2dbc.url", DATABASE::r2dbcUrl);
        properties.add("spring.r2dbc.username", DATABASE::username);
        IngressUnderTest.identify(properties);
    }

    @BeforeEach
    void connect() {
        client = IngressUnderTest.clientOf(port);
    }

    /** In the database; its schemas are for all of these tests. */
    protected static void execute(String sql) {
        IngressUnderTest.execute(DATABASE, sql);
    }

    /** While that schema cannot be read. */
    protected static void whileAway(String schema, Runnable then) {
        execute("alter schema " + schema + " rename to away");
        try {
            then.run();
        } finally {
            execute("alter schema away rename to " + schema);
        }
    }
}
