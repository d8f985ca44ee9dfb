package signup.notification.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import signup.local.fixture.Fixture;
import signup.local.fixture.FixtureDatabase;
import signup.notification.application.Dispatches;
import signup.notification.model.Dispatch;
import signup.notification.model.Outcome;
import signup.notification.model.OwedMail;
import signup.notification.model.Purpose;
import signup.notification.model.Recipient;
import signup.notification.model.State;
import signup.notification.model.Verdict;

/** What the ledger promises to its callers. */
class PostgresDispatchesIT {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final int MANY = 100;
    private static final Verdict HANDED_OVER = new Verdict.Final(State.HANDED_OVER, null);

    private static ConnectionPool pool;
    private static DatabaseClient database;
    private static FixtureDatabase fixture;
    private static PostgresDispatches ledger;

    @BeforeAll
    static void migrate() {
        fixture = Fixture.database().fresh();
        Flyway.configure()
                .dataSource(fixture.jdbcUrl(), fixture.username(), "")
                .locations("classpath:db/notification")
                .schemas("notification")
                .load()
                .migrate();
        pool = new ConnectionPool(ConnectionPoolConfiguration.builder(connections(fixture.username()))
                .maxSize(8)
                .build());
        database = DatabaseClient.create(pool);
        ledger = new PostgresDispatches(database, Duration.ofSeconds(10));
    }

    @AfterAll
    static void close() {
        pool.dispose();
    }

    @BeforeEach
    void empty() {
        database.sql("truncate notification.dispatches").then().block();
    }

    @Test
    void aMailIsOwedOncePerCauseAndPurpose() {
        OwedMail confirmation = owed("zoe@a.example");
        OwedMail registration = new OwedMail(
                confirmation.causeId(),
                Purpose.REGISTRATION,
                confirmation.recipient(),
                "fr",
                confirmation.requestedAt(),
                null);

        assertThat(ledger.add(List.of(confirmation, confirmation))).isEqualTo(1);
        assertThat(ledger.add(List.of(confirmation, registration))).isEqualTo(1);
        assertThat(claim(MANY)).hasSize(2);
    }

    @Test
    void whatWasRecordedComesOutAsItWas() {
        OwedMail mail = owed("Zoé@A.example");
        ledger.add(List.of(mail));

        Dispatch dispatch = claim(1).get(0);

        assertThat(dispatch.dispatchId()).isEqualTo(mail.dispatchId());
        assertThat(dispatch.purpose()).isEqualTo(Purpose.CONFIRMATION);
        assertThat(dispatch.recipient()).isEqualTo(mail.recipient());
        assertThat(dispatch.locale()).isEqualTo("fr");
        assertThat(dispatch.attempts()).isEqualTo(1);
        assertThat(dispatch.age()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void whoClaimsAtTheSameTimeGetsDifferentMails() throws Exception {
        int mails = 2_000;
        ledger.add(IntStream.range(0, mails)
                .mapToObj(number -> owed("user@d" + number + ".example"))
                .toList());
        ExecutorService workers = Executors.newFixedThreadPool(8);
        Callable<List<UUID>> worker = () -> {
            List<UUID> claimed = new ArrayList<>();
            for (List<Dispatch> some = claim(20); !some.isEmpty(); some = claim(20)) {
                some.forEach(dispatch -> claimed.add(dispatch.dispatchId()));
            }
            return claimed;
        };

        List<UUID> claimed = new ArrayList<>();
        for (Future<List<UUID>> share : workers.invokeAll(Collections.nCopies(8, worker))) {
            claimed.addAll(share.get());
        }
        workers.shutdown();

        assertThat(claimed).hasSize(mails).doesNotHaveDuplicates();
    }

    @Test
    void aClaimHoldsUntilItsLeaseEnds() {
        ledger.add(List.of(owed("zoe@a.example")));
        Dispatch first = ledger.claim(1, 1, Map.of(), Duration.ofSeconds(1)).get(0);
        assertThat(claim(1)).isEmpty();

        Dispatch second =
                await().until(() -> claim(1), claimed -> !claimed.isEmpty()).get(0);

        assertThat(second.dispatchId()).isEqualTo(first.dispatchId());
        assertThat(second.claim()).isNotEqualTo(first.claim());
        assertThat(second.attempts()).isEqualTo(2);
    }

    @Test
    void aRenewedClaimHoldsOn() {
        ledger.add(List.of(owed("zoe@a.example")));
        List<Dispatch> claimed = ledger.claim(1, 1, Map.of(), SHORT);

        ledger.renew(claimed, LEASE);

        await().during(SHORT.multipliedBy(3)).until(() -> claim(1).isEmpty());
    }

    @Test
    void aLostClaimIsNotRenewed() {
        ledger.add(List.of(owed("zoe@a.example")));
        List<Dispatch> lost = ledger.claim(1, 1, Map.of(), Duration.ZERO);
        List<Dispatch> current = ledger.claim(1, 1, Map.of(), Duration.ZERO);

        ledger.renew(lost, LEASE);

        assertThat(claim(1)).hasSize(1);
        assertThat(current).hasSize(1);
    }

    @Test
    void aLostClaimSettlesNothingButAHandOver() {
        ledger.add(List.of(owed("zoe@a.example")));
        Dispatch lost = ledger.claim(1, 1, Map.of(), Duration.ZERO).get(0);
        Dispatch current = claim(1).get(0);

        assertThat(ledger.settle(lost, new Verdict.Final(State.FAILED, "x"))).isFalse();
        assertThat(ledger.settle(lost, new Verdict.Retry(Duration.ZERO, "x", true)))
                .isFalse();
        assertThat(ledger.settle(lost, HANDED_OVER)).isTrue();
        assertThat(ledger.settle(current, new Verdict.Final(State.FAILED, "x"))).isFalse();
        assertThat(ledger.claim(MANY, LEASE)).extracting(Outcome::state).containsExactly(State.HANDED_OVER);
    }

    @Test
    void aMailToBeTriedAgainIsDueAfterItsDelay() {
        ledger.add(List.of(owed("zoe@a.example")));

        ledger.settle(claim(1).get(0), new Verdict.Retry(Duration.ofMillis(500), "timed out", true));

        assertThat(claim(1)).isEmpty();
        assertThat(await().until(() -> claim(1), claimed -> !claimed.isEmpty())
                        .get(0)
                        .attempts())
                .isEqualTo(2);
    }

    @Test
    void anAttemptThatDoesNotCountIsTakenBack() {
        ledger.add(List.of(owed("zoe@a.example")));

        ledger.settle(claim(1).get(0), new Verdict.Retry(Duration.ZERO, "no connection", false));

        assertThat(claim(1).get(0).attempts()).isEqualTo(1);
    }

    @Test
    void oneDomainDoesNotTakeAllPlaces() {
        ledger.add(Stream.concat(
                        IntStream.range(0, 20).mapToObj(number -> owed("user" + number + "@big.example")),
                        Stream.of(owed("zoe@small.example")))
                .toList());

        List<Dispatch> claimed = new ArrayList<>(ledger.claim(10, 3, Map.of(), LEASE));
        assertThat(claimed).hasSize(3);
        claimed.addAll(ledger.claim(7, 3, Map.of("big.example", 0), LEASE));

        assertThat(claimed.stream().map(dispatch -> dispatch.recipient().domain()))
                .containsExactlyInAnyOrder("big.example", "big.example", "big.example", "small.example");
    }

    @Test
    void aDomainGetsNoMoreThanItHasRoomFor() {
        ledger.add(IntStream.range(0, 5)
                .mapToObj(number -> owed("user" + number + "@big.example"))
                .toList());

        assertThat(ledger.claim(10, 4, Map.of("big.example", 2), LEASE)).hasSize(2);
    }

    @Test
    void theOldestMailGoesFirst() {
        OwedMail first = owed("first@a.example");
        OwedMail second = owed("second@a.example");
        ledger.add(List.of(first));
        ledger.add(List.of(second));

        assertThat(claim(1).get(0).dispatchId()).isEqualTo(first.dispatchId());
        assertThat(claim(1).get(0).dispatchId()).isEqualTo(second.dispatchId());
    }

    @Test
    void aRequestWithoutAddressGoesWhereTheUsersFirstMailWent() {
        OwedMail created = owed("zoe@a.example");
        UUID sub = created.recipient().sub();
        OwedMail requested = new OwedMail(
                UUID.randomUUID(),
                Purpose.CONFIRMATION,
                new Recipient(sub, null, null, null),
                "en",
                Instant.now(),
                null);
        ledger.add(List.of(created, requested));

        assertThat(claim(MANY)).extracting(Dispatch::recipient).containsOnly(created.recipient());
    }

    @Test
    void aRequestThatComesBeforeTheUserHasNoAddressYet() {
        ledger.add(List.of(new OwedMail(
                UUID.randomUUID(),
                Purpose.CONFIRMATION,
                new Recipient(UUID.randomUUID(), null, null, null),
                "en",
                Instant.now(),
                null)));

        assertThat(claim(1).get(0).recipient().email()).isNull();
    }

    @Test
    void anOutcomeIsToldUntilItIsPublished() {
        ledger.add(List.of(owed("zoe@a.example")));
        assertThat(ledger.claim(MANY, LEASE)).isEmpty();
        ledger.settle(claim(1).get(0), new Verdict.Final(State.FAILED, "recipient refused: 550"));

        List<Outcome> told = ledger.claim(MANY, SHORT);
        assertThat(ledger.claim(MANY, SHORT)).isEmpty();
        List<Outcome> again = await().until(() -> ledger.claim(MANY, SHORT), outcomes -> !outcomes.isEmpty());
        ledger.published(again);

        assertThat(again).isEqualTo(told);
        assertThat(told.get(0).state()).isEqualTo(State.FAILED);
        assertThat(told.get(0).reason()).isEqualTo("recipient refused: 550");
        assertThat(told.get(0).attempts()).isEqualTo(1);
        await().during(SHORT.multipliedBy(3))
                .until(() -> ledger.claim(MANY, SHORT).isEmpty());
    }

    @Test
    void theBacklogIsWhatIsNotSent() {
        ledger.add(List.of(owed("a@a.example"), owed("b@b.example"), owed("c@c.example")));
        ledger.settle(claim(1).get(0), HANDED_OVER);

        Dispatches.Backlog backlog = ledger.backlog();

        assertThat(backlog.depth()).isEqualTo(2);
        assertThat(backlog.oldest()).isBetween(Duration.ofMillis(1), Duration.ofMinutes(1));
    }

    @Test
    void theIngressSeesTheStatesAndNothingElse() {
        ledger.add(List.of(owed("zoe@a.example")));
        DatabaseClient ingress = DatabaseClient.create(connections("signup_ingress"));

        Map<String, Object> status = ingress.sql("select * from notification.mail_status")
                .fetch()
                .one()
                .block();

        assertThat(status.keySet())
                .containsExactly(
                        "dispatch_id", "sub", "purpose", "state", "attempts", "reason", "requested_at", "updated_at");
        assertThat(status).containsEntry("purpose", "confirmation").containsEntry("state", "pending");
        for (String forbidden : List.of(
                "select email from notification.dispatches",
                "delete from notification.mail_status",
                "create table notification.mine (id int)")) {
            assertThatThrownBy(() -> ingress.sql(forbidden).then().block()).hasMessageContaining("permission denied");
        }
    }

    private static List<Dispatch> claim(int limit) {
        return ledger.claim(limit, limit, Map.of(), LEASE);
    }

    private static OwedMail owed(@Nullable String email) {
        return new OwedMail(
                UUID.randomUUID(),
                Purpose.CONFIRMATION,
                new Recipient(UUID.randomUUID(), email, "Zoé", "SAYMON"),
                "fr",
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    }

    private static ConnectionFactory connections(String user) {
        return ConnectionFactories.get(ConnectionFactoryOptions.parse(fixture.r2dbcUrl())
                .mutate()
                .option(ConnectionFactoryOptions.USER, user)
                .build());
    }
}
