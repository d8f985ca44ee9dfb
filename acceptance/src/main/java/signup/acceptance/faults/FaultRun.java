package signup.acceptance.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import signup.acceptance.faults.Plan.Strike;
import signup.acceptance.faults.evidence.EvidenceReader;
import signup.acceptance.faults.evidence.Finding;
import signup.acceptance.faults.evidence.Quiet;
import signup.acceptance.faults.evidence.Reconciled;
import signup.acceptance.faults.evidence.Reconciliation;
import signup.acceptance.faults.installation.Installation;
import signup.acceptance.faults.installation.Timeouts;
import signup.acceptance.faults.load.Attempt;
import signup.acceptance.faults.load.Intent;
import signup.acceptance.faults.load.LinkUses;
import signup.acceptance.faults.load.Poison;
import signup.acceptance.faults.load.SignupLoad;

/**
 * One run: an installation of its own, load and faults for a time, and when all works again and is quiet, the accounts.
 *
 * @param seed decides what clients do and what fails when; how processes interleave, nobody decides
 * @param duration of load and faults
 * @param perSecond new clients a second
 * @param timeouts of the services
 * @param first the names of the faults that come before all others, and come even if the time is over
 * @param ingressOptions further options of the ingress's JVM
 */
public record FaultRun(
        long seed,
        Duration duration,
        int perSecond,
        Timeouts timeouts,
        List<String> first,
        List<String> ingressOptions) {

    private static final int POISON_PER_SECOND = 2;
    private static final Duration CALM_BEFORE = Duration.ofSeconds(2);
    private static final Duration CALM_AFTER = Duration.ofSeconds(1);
    private static final Duration QUIET_WITHIN = Duration.ofSeconds(90);

    /** The name of the constraint that refuses what nothing else does. */
    private static final String REFUSAL = """
            alter table registration.users add constraint refused_for_the_test
                check (real_name is distinct from '%s')
            """.formatted(Intent.UNSTORABLE_NAME);

    /**
     * Runs it.
     *
     * @param root the project, its jars built
     * @param folder where the logs go; data too, and go again
     * @param progress hears what happens
     */
    public FaultReport run(Path root, Path folder, Consumer<String> progress) {
        Plan plan = new Plan(new Random(seed), Faults.all(timeouts.longest()), first);
        progress.accept("seed " + seed + ": starting everything");
        try (Installation installation = Installation.start(root, timeouts, ingressOptions, folder);
                SignupLoad load = new SignupLoad(installation.api(), new Random(seed + 1));
                LinkUses links = new LinkUses(installation.api(), installation.mailbox(), seed + 3);
                Poison poison =
                        new Poison(installation.bootstrapServers(), installation.registryUrl(), new Random(seed + 2))) {
            installation.execute(REFUSAL);
            load.start(perSecond);
            poison.start(POISON_PER_SECOND);
            links.start();
            List<Struck> struck = strike(plan, installation, load, progress);
            pause(CALM_AFTER);
            load.stop();
            long ended = System.currentTimeMillis();
            progress.accept("all faults are over; starting what does not run");
            installation.restore();
            load.awaitAll();
            links.stop();
            links.awaitAll();
            poison.finish();
            progress.accept(load.attempts().size() + " requests; waiting until nothing is left to be done");
            write(load.attempts(), folder.resolve("attempts.tsv"));
            List<String> left = new Quiet(installation).await(QUIET_WITHIN);
            Reconciled reconciled =
                    Reconciliation.of(new EvidenceReader(installation).read(load.attempts(), poison, links));
            Stream<Finding> others = Stream.of(
                            left.stream().map(what -> "still not quiet: " + what),
                            load.failures().stream(),
                            links.failures().stream(),
                            poison.failures().stream())
                    .flatMap(Function.identity())
                    .map(what -> new Finding(Finding.Sort.UNEXPECTED, what));
            return new FaultReport(seed, with(others, reconciled), recoveries(struck, ended, load.attempts()));
        }
    }

    /** A strike as it went; milliseconds since the epoch. */
    private record Struck(String fault, long began, long ended) {}

    private List<Struck> strike(Plan plan, Installation installation, SignupLoad load, Consumer<String> progress) {
        ExecutorService threads = Executors.newCachedThreadPool(FaultRun::daemon);
        try {
            long start = System.nanoTime();
            pause(CALM_BEFORE);
            List<Future<Struck>> underWay = new ArrayList<>();
            while (System.nanoTime() - start < duration.toNanos() || underWay.size() < first.size()) {
                Strike strike = plan.next();
                if (!underWay.isEmpty() && !strike.overlapping()) {
                    underWay.get(underWay.size() - 1).get();
                    load.awaitSteady(timeouts.recovery());
                }
                pause(strike.calm());
                progress.accept("%6.1f s  %s, for %.1f s"
                        .formatted(
                                (System.nanoTime() - start) / 1e9,
                                strike.fault().name(),
                                strike.length().toMillis() / 1e3));
                Callable<Struck> task = () -> {
                    long began = System.currentTimeMillis();
                    strike.fault().strike().on(installation, strike.length());
                    return new Struck(strike.fault().name(), began, System.currentTimeMillis());
                };
                underWay.add(threads.submit(task));
            }
            List<Struck> struck = new ArrayList<>();
            for (Future<Struck> one : underWay) {
                struck.add(one.get());
            }
            load.awaitSteady(timeouts.recovery());
            return struck;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A fault could not be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Recovery> recoveries(List<Struck> struck, long ended, List<Attempt> attempts) {
        List<Recovery> recoveries = new ArrayList<>();
        for (int i = 0; i < struck.size(); i++) {
            Struck one = struck.get(i);
            long next = i + 1 < struck.size() ? struck.get(i + 1).began() : ended;
            recoveries.add(Recovery.of(one.fault(), one.began(), one.ended(), next, attempts));
        }
        return recoveries;
    }

    /** For looking into what was found. */
    private static void write(List<Attempt> attempts, Path file) {
        String lines = attempts.stream()
                .map(attempt -> "%tT.%<tL\t%d\t%s\t%s\t%s\t%s\t%s"
                        .formatted(
                                attempt.sentMillis(),
                                attempt.answeredMillis() - attempt.sentMillis(),
                                attempt.status(),
                                attempt.meaning(),
                                attempt.patient() ? "waits" : "does not wait",
                                attempt.signupId(),
                                attempt.body()))
                .collect(Collectors.joining("\n", "sent\tms\tstatus\tmeaning\tclient\tsignup\tbody\n", "\n"));
        try {
            Files.writeString(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reconciled with(Stream<Finding> others, Reconciled reconciled) {
        return reconciled.with(
                Stream.concat(others, reconciled.findings().stream()).toList());
    }

    private static void pause(Duration length) {
        if (!length.isNegative()) {
            LockSupport.parkNanos(length.toNanos());
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "fault");
        thread.setDaemon(true);
        return thread;
    }
}
