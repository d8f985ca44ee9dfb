package signup.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.subethamail.smtp.RejectException;
import signup.events.MailPurpose;
import signup.events.UserCreated;
import signup.local.process.FreePort;
import signup.notification.MisbehavingMailServer.Conduct;
import signup.notification.Worker.Row;

/** What becomes of mails that a mail server refuses, delays or does not answer. */
class FailingMailServerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static MisbehavingMailServer server;
    private static Worker worker;

    @BeforeAll
    static void start() {
        server = MisbehavingMailServer.start();
        worker = Worker.Setup.withMailServer(server.port())
                .with("signup.mail.concurrency", 4)
                .with("signup.mail.per-domain", 2)
                .with("signup.mail.slow-after", "1s")
                .with("signup.mail.lease", "1s")
                .with("signup.mail.retry.max-attempts", 3)
                .start();
    }

    @AfterAll
    static void stop() {
        worker.close();
        server.close();
    }

    @Test
    void aMailToARefusedRecipientFailsAtOnce() {
        server.treat("unknown@refusing.example", rejectingRecipient(550, "5.1.1 <unknown@refusing.example> unknown"));

        UUID sub = userCreated("unknown@refusing.example");

        awaitRow(sub, new Row("failed", 1, "recipient refused: 550 5.1.1", true));
        assertThat(server.attempts("unknown@refusing.example")).isEqualTo(1);
    }

    @Test
    void aRefusedMessageFailsAtOnce() {
        server.treat("spam@refusing.example", new Conduct() {
            @Override
            public void message(int attempt) throws RejectException {
                throw new RejectException(554, "5.7.1 spam");
            }
        });

        awaitRow(userCreated("spam@refusing.example"), new Row("failed", 1, "message refused: 554 5.7.1", true));
    }

    @Test
    void aGreylistedMailArrivesAtALaterAttemptWithTheSameMessageId() {
        String address = "zoe@greylisting.example";
        server.treat(address, new Conduct() {
            @Override
            public void recipient(int attempt) throws RejectException {
                if (attempt < 3) {
                    throw new RejectException(450, "4.2.0 come again");
                }
            }
        });

        UUID sub = userCreated(address);

        awaitRow(sub, new Row("handed_over", 3, "", true));
        assertThat(server.taken(address)).hasSize(1);
        assertThat(server.taken(address).get(0).messageId()).isEqualTo("<" + dispatchOf(sub) + "@signup.localhost>");
    }

    @Test
    void aMailThatIsDeferredAgainAndAgainIsAbandoned() {
        server.treat("full@deferring.example", rejectingRecipient(452, "4.2.2 full"));

        awaitRow(userCreated("full@deferring.example"), new Row("abandoned", 3, "recipient refused: 452 4.2.2", true));
        assertThat(server.attempts("full@deferring.example")).isEqualTo(3);
    }

    @Test
    void anAddressThatIsNoneFailsWithoutReachingTheServer() {
        UUID sub = userCreated("zoe@example.org\r\nRCPT TO:<victim@example.org>");

        awaitRow(sub, new Row("failed", 1, "not an address", true));
        assertThat(server.attempts("victim@example.org")).isZero();
    }

    @Test
    void aDomainThatTakesItsTimeDoesNotHoldUpAnother() {
        CountDownLatch patience = new CountDownLatch(1);
        server.treat("slow.example", new Conduct() {
            @Override
            public void recipient(int attempt) {
                awaitQuietly(patience);
            }
        });
        List<UUID> slow = IntStream.range(0, 12)
                .mapToObj(number -> userCreated("user" + number + "@slow.example"))
                .toList();
        try {
            await().atMost(PATIENCE).until(() -> attemptsAtSlow() == 2);

            UUID quick = userCreated("zoe@quick.example");

            awaitRow(quick, new Row("handed_over", 1, "", true));
            assertThat(attemptsAtSlow()).isEqualTo(2);
        } finally {
            patience.countDown();
        }
        slow.forEach(sub -> awaitRow(sub, new Row("handed_over", 1, "", true)));
    }

    private static int attemptsAtSlow() {
        return IntStream.range(0, 12)
                .map(number -> server.attempts("user" + number + "@slow.example"))
                .sum();
    }

    @Test
    void aMailThatTakesLongerThanItsLeaseIsSentOnce() {
        CountDownLatch patience = new CountDownLatch(1);
        server.treat("zoe@lingering.example", new Conduct() {
            @Override
            public void recipient(int attempt) {
                awaitQuietly(patience);
            }
        });
        UUID sub = userCreated("zoe@lingering.example");
        await().atMost(PATIENCE).until(() -> server.attempts("zoe@lingering.example") == 1);

        try {
            await().during(Duration.ofSeconds(3)).until(() -> server.attempts("zoe@lingering.example") == 1);
        } finally {
            patience.countDown();
        }

        awaitRow(sub, new Row("handed_over", 1, "", true));
    }

    @Test
    void aMailWaitsForAServerThatIsAwayOrFallsSilent() {
        int port = FreePort.choose();
        try (Worker impatient = Worker.Setup.withMailServer(port)
                .with("spring.mail.properties.mail.smtp.timeout", 500)
                .start()) {
            UserCreated event = Events.userCreated("zoe@waiting.example", MailPurpose.CONFIRMATION)
                    .build();
            Events.publish(event);
            awaitRow(impatient, event.getSub(), new Row("pending", 0, "no connection", false));

            CountDownLatch silence = new CountDownLatch(1);
            try (MisbehavingMailServer late = MisbehavingMailServer.start(port)) {
                late.treat("zoe@waiting.example", silentAtFirst(silence));
                try {
                    awaitRow(impatient, event.getSub(), new Row("handed_over", 2, "", true));
                } finally {
                    silence.countDown();
                }
            }
        }
    }

    @Test
    void aServerThatCameBackAndTakesNothingYetIsThere() {
        int port = FreePort.choose();
        try (Worker impatient = Worker.Setup.withMailServer(port)
                .with("signup.mail.retry.first-delay", "10m")
                .start()) {
            UserCreated first = Events.userCreated("first@greylisting.example", MailPurpose.CONFIRMATION)
                    .build();
            Events.publish(first);
            awaitRow(impatient, first.getSub(), new Row("pending", 0, "no connection", false));

            try (MisbehavingMailServer late = MisbehavingMailServer.start(port)) {
                CountDownLatch both = new CountDownLatch(2);
                late.treat("greylisting.example", new Conduct() {
                    @Override
                    public void recipient(int attempt) throws RejectException {
                        throw new RejectException(450, "4.2.0 come again");
                    }
                });
                Conduct together = new Conduct() {
                    @Override
                    public void recipient(int attempt) {
                        both.countDown();
                        awaitQuietly(both);
                    }
                };
                late.treat("one@together.example", together);
                late.treat("two@together.example", together);
                List<UUID> later = Stream.of(
                                "probe@greylisting.example", "one@together.example", "two@together.example")
                        .map(FailingMailServerIT::userCreated)
                        .toList();

                awaitRow(impatient, later.get(0), new Row("pending", 1, "recipient refused: 450 4.2.0", false));
                awaitRow(impatient, later.get(1), new Row("handed_over", 1, "", true));
                awaitRow(impatient, later.get(2), new Row("handed_over", 1, "", true));
            }
        }
    }

    private static Conduct silentAtFirst(CountDownLatch silence) {
        return new Conduct() {
            @Override
            public void recipient(int attempt) {
                if (attempt == 1) {
                    awaitQuietly(silence);
                }
            }
        };
    }

    private static UUID userCreated(String email) {
        UserCreated event = Events.userCreated(email, MailPurpose.CONFIRMATION).build();
        Events.publish(event);
        return event.getSub();
    }

    private static void awaitRow(UUID sub, Row row) {
        awaitRow(worker, sub, row);
    }

    private static void awaitRow(Worker worker, UUID sub, Row row) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(worker.dispatchesOf(sub)).containsExactly(row));
    }

    private static UUID dispatchOf(UUID sub) {
        return worker.database()
                .sql("select dispatch_id from notification.dispatches where sub = $1")
                .bind("$1", sub)
                .map(row -> row.get(0, UUID.class))
                .one()
                .block();
    }

    private static Conduct rejectingRecipient(int code, String message) {
        return new Conduct() {
            @Override
            public void recipient(int attempt) throws RejectException {
                throw new RejectException(code, message);
            }
        };
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
