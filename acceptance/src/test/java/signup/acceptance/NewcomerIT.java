package signup.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import signup.local.fixture.Requirement;

/**
 * What somebody does first: paste what the stack prints, stop it, start it again; and what happens to a stack that is killed.
 * One story on the run's stack, since each start costs half a minute.
 */
class NewcomerIT {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
    private static final Pattern SIGNUP_ID = Pattern.compile("(?i)signup-id: (\\S+)");
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    @Test
    void thePrintedCurlsWorkAgainAndAgainAfterARestartADeadServiceAndAKilledStack() {
        Requirement.CURL.orSkip();
        RunningStack stack = RunningStack.shared();
        int earlierMails = stack.mails().count();

        assertSucceed(paste(stack));
        List<Pasted> again = paste(stack);
        assertSucceed(again);
        awaitMails(stack, earlierMails + 6);
        Idempotent idempotent = Idempotent.fresh();
        HttpResponse<String> first = idempotent.post(stack.api());

        stack = RunningStack.sharedAgain();
        assertThat(idempotent.post(stack.api()))
                .as("the same signup to an ingress that knows nothing of the first try")
                .satisfies(second -> assertThat(second.statusCode()).isEqualTo(201))
                .returns(first.body(), HttpResponse::body)
                .returns(Idempotent.signupId(first), Idempotent::signupId);
        assertThat(idempotent.postOther(stack.api()).body()).contains("idempotency_key_reused");
        assertThat(stack.mails().count()).as("mails of before").isEqualTo(earlierMails + 6);
        assertThat(status(stack, again.get(1))).contains("\"status\":\"created\"");
        assertSucceed(paste(stack));

        RunningStack wounded = stack;
        wounded.child("registration-worker").destroyForcibly();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> wounded.printedAfterReady().contains("registration-worker has ended"));
        // Its partitions are its successor's when its group has missed it for a session's time.
        await().atMost(RECOVERY).untilAsserted(() -> assertSucceed(paste(wounded)));

        wounded.process().destroyForcibly();
        await().atMost(Duration.ofSeconds(30)).until(() -> !wounded.process().isAlive());
        RunningStack successor = RunningStack.sharedAgain();
        List<Pasted> last = paste(successor);
        assertSucceed(last);
        await().atMost(RECOVERY).until(() -> status(successor, last.get(1)).contains("\"mail\":\"handed_over\""));
    }

    private static String status(RunningStack stack, Pasted signup) {
        return stack.api()
                .get("/signups/" + signup.signupId(), "Authorization", "Bearer " + RunningStack.token("admin"))
                .body();
    }

    private static void assertSucceed(List<Pasted> pasted) {
        assertThat(pasted).extracting(Pasted::status).containsExactly(201, 201, 201, 200);
    }

    private static void awaitMails(RunningStack stack, int count) {
        await().atMost(Mails.PATIENCE).until(() -> stack.mails().count() == count);
    }

    private record Pasted(int status, String signupId) {}

    /** Pastes each printed request into a shell. */
    private static List<Pasted> paste(RunningStack stack) {
        return requests(stack.printed()).stream().map(NewcomerIT::shell).toList();
    }

    /** The paragraphs of the printed block that are shell commands. */
    private static List<String> requests(String printed) {
        List<String> requests = new ArrayList<>();
        for (String paragraph : printed.split("\n\n")) {
            int command = Math.max(paragraph.indexOf("\ncurl "), paragraph.indexOf("\ncaptcha="));
            if (paragraph.contains("\ncaptcha=")) {
                command = paragraph.indexOf("\ncaptcha=");
            }
            if (command >= 0) {
                requests.add(paragraph.substring(command + 1));
            }
        }
        assertThat(requests).as(printed).hasSize(4);
        return requests;
    }

    private static Pasted shell(String command) {
        try {
            Process shell = new ProcessBuilder("bash", "-c", command)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(shell.getInputStream().readAllBytes());
            assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
            Matcher status = STATUS.matcher(output);
            Matcher signupId = SIGNUP_ID.matcher(output);
            return new Pasted(
                    status.find() ? Integer.parseInt(status.group(1)) : 0, signupId.find() ? signupId.group(1) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
