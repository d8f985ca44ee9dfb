package signup.notification.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import signup.notification.model.Delivery;
import signup.notification.model.Dispatch;
import signup.notification.model.OwedMail;
import signup.notification.model.Purpose;
import signup.notification.model.Recipient;
import signup.notification.model.RetryPolicy;
import signup.notification.model.Verdict;

class SendingMailTest {

    private static final Dispatch DISPATCH = new Dispatch(
            new UUID(1, 1),
            new UUID(2, 2),
            Purpose.CONFIRMATION,
            new Recipient(new UUID(3, 3), "zoe@example.org", null, null),
            "en",
            1,
            Duration.ZERO);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void aMailIsCountedByTheWorkerThatSettledIt() throws InterruptedException {
        assertThat(sending(true).attempt(DISPATCH)).isInstanceOf(Delivery.HandedOver.class);

        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void aMailThatAnotherWorkerSettledIsNotCountedAgain() throws InterruptedException {
        sending(false).attempt(DISPATCH);

        assertThat(counted()).isZero();
    }

    private SendingMail sending(boolean settles) {
        return new SendingMail(
                dispatch -> new Mails.Mail("en", "subject", "text", "html"),
                (id, address, mail) -> new Delivery.HandedOver(),
                new Settled(settles),
                new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, Duration.ofDays(1)),
                () -> 0,
                new MailMetrics(meters));
    }

    private double counted() {
        return meters.find("signup.mails").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** A ledger in which the mail is, or is no longer, this worker's to settle. */
    private record Settled(boolean bySelf) implements Dispatches {

        @Override
        public boolean settle(Dispatch dispatch, Verdict verdict) {
            return bySelf;
        }

        @Override
        public int add(Collection<OwedMail> mails) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Dispatch> claim(int limit, int perDomain, Map<String, Integer> free, Duration lease) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void renew(Collection<Dispatch> claimed, Duration lease) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Backlog backlog() {
            throw new UnsupportedOperationException();
        }
    }
}
