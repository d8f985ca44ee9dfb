package signup.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does first: start it, paste what it prints, stop it, start it again; and what happens to a stack that is killed. */
class NewcomerIT {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
    private static final Pattern SIGNUP_ID = Pattern.compile("(?i)signup-id: (\\S+)");
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void thePrintedCurlsWorkAgainAndAgainAndAllIsStillThereAfterARestart() {
        int offset = RunningStack.freeOffset();
        String kept;
        try (RunningStack stack = RunningStack.start(folder.resolve("data"), offset)) {
            assertThat(paste(stack)).extracting(Pasted::status).containsExactly(201, 201, 201, 200);
            List<Pasted> again = paste(stack);
            assertThat(again).extracting(Pasted::status).containsExactly(201, 201, 201, 200);
            kept = again.get(1).signupId();
            await().atMost(Mails.PROMISED.multipliedBy(5))
                    .until(() -> stack.mails().count() == 6);
        }
        try (RunningStack stack = RunningStack.start(folder.resolve("data"), offset)) {
            assertThat(stack.mails().count()).as("mails of before").isEqualTo(6);
            assertThat(stack.api()
                            .get("/signups/" + kept, "Authorization", "Bearer " + RunningStack.token("admin"))
                            .body())
                    .contains("\"status\":\"created\"");
            assertThat(paste(stack)).extracting(Pasted::status).containsExactly(201, 201, 201, 200);
        }
    }

    @Test
    void aServiceThatDiesIsNamedAndRestartedAndAKilledStackLeavesNothingThatBlocksTheNext() {
        int offset = RunningStack.freeOffset();
        try (RunningStack stack = RunningStack.start(folder.resolve("data"), offset)) {
            ProcessHandle worker = stack.child("registration-worker");
            worker.destroyForcibly();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> stack.printedAfterReady().contains("registration-worker"));
            await().atMost(RECOVERY).until(() -> paste(stack).stream().allMatch(pasted -> pasted.status() < 202));

            stack.process().destroyForcibly();
            await().atMost(Duration.ofSeconds(30)).until(() -> !stack.process().isAlive());
            try (RunningStack next = RunningStack.start(folder.resolve("data"), offset)) {
                assertThat(paste(next)).extracting(Pasted::status).containsExactly(201, 201, 201, 200);
            }
        }
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
