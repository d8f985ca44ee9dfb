package signup.local.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceivedMailTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.000006Z");

    private static final String ALTERNATIVES = """
            Return-Path: <bounce@signup.example>
            Delivered-To: anna@example.com
            Delivered-To: hidden@example.com
            Date: Fri, 2 Jan 2026 03:04:00 +0000
            From: =?UTF-8?Q?Signup_=C3=A9quipe?= <no-reply@signup.example>
            To: Anna <anna@example.com>
            Reply-To: help@signup.example
            Message-ID: <1@signup.example>
            Subject: =?UTF-8?B?R3LDvMOfZQ==?=
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=outer

            --outer
            Content-Type: multipart/alternative; boundary=inner

            --inner
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: quoted-printable

            Open http://localhost/links/a=
            bc, or (http://localhost/help).
            --inner
            Content-Type: text/html; charset=UTF-8

            <a href="http://localhost/links/abc">Confirm</a> <a href='http://localhost/x?a=1&amp;b=2'>x</a>
            --inner--
            --outer
            Content-Type: text/plain; name=terms.txt
            Content-Disposition: attachment; filename=terms.txt

            12345
            --outer--
            """.replace("\n", "\r\n");

    private final ReceivedMail mail = ReceivedMail.parse("1", NOW, ALTERNATIVES.getBytes(StandardCharsets.UTF_8));

    @Test
    void headersAreDecoded() {
        assertThat(mail.subject()).isEqualTo("Grüße");
        assertThat(mail.from()).isEqualTo(new ReceivedMail.Person("Signup équipe", "no-reply@signup.example"));
        assertThat(mail.to()).containsExactly(new ReceivedMail.Person("Anna", "anna@example.com"));
        assertThat(mail.replyTo()).containsExactly(new ReceivedMail.Person("", "help@signup.example"));
        assertThat(mail.messageId()).isEqualTo("1@signup.example");
        assertThat(mail.date()).isEqualTo(Instant.parse("2026-01-02T03:04:00Z"));
    }

    @Test
    void theEnvelopeIsKept() {
        assertThat(mail.recipients()).containsExactly("anna@example.com", "hidden@example.com");
        assertThat(mail.returnPath()).isEqualTo("bounce@signup.example");
    }

    @Test
    void textAndHtmlAreFoundHoweverDeep() {
        assertThat(mail.text().strip()).isEqualTo("Open http://localhost/links/abc, or (http://localhost/help).");
        assertThat(mail.html()).contains("Confirm");
    }

    @Test
    void anAttachmentIsNotTakenForTheText() {
        assertThat(mail.attachments())
                .containsExactly(new ReceivedMail.Attachment("2", "terms.txt", "text/plain", "", false, 5));
    }

    @Test
    void linksOfBothPartsAreListedOnce() {
        assertThat(mail.links())
                .isEqualTo(
                        List.of("http://localhost/links/abc", "http://localhost/x?a=1&b=2", "http://localhost/help"));
    }

    @Test
    void aMailWithoutHeadersCanStillBeShown() {
        ReceivedMail bare = ReceivedMail.parse("1", NOW, "\r\nHello".getBytes(StandardCharsets.UTF_8));

        assertThat(bare.subject()).isEmpty();
        assertThat(bare.text()).isEqualTo("Hello");
        assertThat(bare.date()).isEqualTo(NOW);
    }
}
