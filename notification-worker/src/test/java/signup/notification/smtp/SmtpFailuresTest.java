package signup.notification.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signup.notification.model.Delivery;
import signup.notification.model.Delivery.Deferred;
import signup.notification.model.Delivery.Refused;
import signup.notification.model.Delivery.Unreachable;

class SmtpFailuresTest {

    private static final Address[] NOBODY = {};

    @ParameterizedTest
    @CsvSource({
        "550, '550 5.1.1 <zoe@example.org>: no such user', recipient refused: 550 5.1.1",
        "553, '553 sorry zoe@example.org', recipient refused: 553",
        "552, '552-5.2.2 mailbox full', recipient refused: 552 5.2.2"
    })
    void aRefusedRecipientIsFinal(int code, String reply, String reason) {
        assertThat(SmtpFailures.meaning(recipient(code, reply))).isEqualTo(new Refused(reason, true));
    }

    @ParameterizedTest
    @CsvSource({
        "450, '450 4.2.0 greylisted, zoe@example.org', recipient refused: 450 4.2.0, true",
        "421, '421 too busy', recipient refused: 421, false"
    })
    void aRecipientThatIsNotTakenNowIsTriedAgain(int code, String reply, String reason, boolean serverIsThere) {
        assertThat(SmtpFailures.meaning(recipient(code, reply))).isEqualTo(new Deferred(reason, serverIsThere));
    }

    @Test
    void aRefusedMessageIsFinal() {
        assertThat(SmtpFailures.meaning(command(".", 554, "554 5.7.1 spam")))
                .isEqualTo(new Refused("message refused: 554 5.7.1", true));
    }

    @Test
    void aMessageThatIsNotTakenNowIsTriedAgain() {
        assertThat(SmtpFailures.meaning(command("DATA", 451, "451 4.3.0 later")))
                .isEqualTo(new Deferred("message refused: 451 4.3.0", true));
    }

    @Test
    void aRefusedSenderIsOursToMendAndSoTriedAgain() {
        assertThat(SmtpFailures.meaning(command("MAIL FROM:<no-reply@signup.example>", 550, "550 5.7.1 not you")))
                .isEqualTo(new Deferred("sender refused: 550 5.7.1", true));
    }

    @Test
    void aConnectionThatBreaksIsTriedAgain() {
        assertThat(SmtpFailures.meaning(command("DATA", -1, "[EOF]"))).isEqualTo(new Deferred("connection lost"));
        assertThat(SmtpFailures.meaning(new MessagingException("x", new SocketTimeoutException())))
                .isEqualTo(new Deferred("timed out"));
    }

    @Test
    void aServerThatCannotBeReachedIsTriedAgain() {
        assertThat(connecting(new MessagingException("x", new ConnectException())))
                .isEqualTo(new Unreachable("no connection"));
        assertThat(connecting(new MessagingException("x", new SocketTimeoutException())))
                .isEqualTo(new Unreachable("connecting timed out"));
        assertThat(connecting(new AuthenticationFailedException("535 5.7.8 wrong")))
                .isEqualTo(new Unreachable("login refused"));
    }

    private static Delivery connecting(MessagingException cause) {
        return SmtpFailures.meaning(new SmtpConnections.ConnectException(cause));
    }

    private static MessagingException recipient(int code, String reply) {
        SendFailedException failure = new SendFailedException("Invalid Addresses", null, NOBODY, NOBODY, NOBODY);
        failure.setNextException(new SMTPAddressFailedException(new InternetAddress(), "RCPT TO:<x>", code, reply));
        return failure;
    }

    private static MessagingException command(String command, int code, String reply) {
        return new SMTPSendFailedException(command, code, reply, null, NOBODY, NOBODY, NOBODY);
    }
}
