package signup.acceptance.faults.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import signup.local.mailbox.Mailbox;
import signup.local.mailbox.ReceivedMail;

/**
 * Users who use the link of their mail, each second mail's, twice at once until it is known what became of it: three in four
 * by its page's button, one in four by SAYMON's confirmation. All links of one user are used in one way.
 */
public final class LinkUses implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Of those that come when all works again. */
    private static final int MOST_TRIES = 30;

    private static final int CONFIRMED_ONE_IN = 4;

    private final URI api;
    private final Mailbox mailbox;
    private final long seed;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Errands errands = new Errands("uses of links");
    private final Queue<LinkUse> uses = new ConcurrentLinkedQueue<>();
    private String last = "";
    private long seen;

    /** @param seed decides who confirms in which way */
    public LinkUses(URI api, Mailbox mailbox, long seed) {
        this.api = api;
        this.mailbox = mailbox;
        this.seed = seed;
    }

    public void start() {
        errands.repeat(this::look, LOOK_EVERY);
    }

    /** Follows no more links; those in use are tried until it is known what became of them. */
    public void stop() {
        errands.stop();
    }

    /** Returns when nobody uses any link any more. */
    public void awaitAll() {
        errands.awaitAll();
    }

    public List<Press> presses() {
        return those(Press.class);
    }

    public List<Confirmation> confirmations() {
        return those(Confirmation.class);
    }

    /** What the users themselves failed at; empty when they did all that they were to do. */
    public List<String> failures() {
        return errands.failures();
    }

    @Override
    public void close() {
        errands.close();
    }

    private void look() {
        for (String id : mailbox.ids()) {
            if (id.compareTo(last) > 0) {
                last = id;
                if (seen++ % 2 == 0) {
                    mailbox.find(id).ifPresent(this::follow);
                }
            }
        }
    }

    private void follow(ReceivedMail mail) {
        String recipient = mail.to().get(0).address();
        MailedLink.in(mail).ifPresent(link -> {
            if (confirms(recipient)) {
                HttpRequest confirmation = link.confirmation(api, PATIENCE);
                twiceAtOnce(confirmation, (status, body) -> new Confirmation(link.id(), link.sub(), status, body));
            } else {
                HttpRequest press = link.press(api, PATIENCE);
                twiceAtOnce(press, (status, body) -> new Press(link.id(), link.sub(), status));
            }
        });
    }

    /** By the address, which follows from the seed, as the order of mails does not. */
    private boolean confirms(String recipient) {
        return new SplittableRandom(seed + recipient.hashCode()).nextInt(CONFIRMED_ONE_IN) == 0;
    }

    private void twiceAtOnce(HttpRequest request, BiFunction<Integer, String, LinkUse> heard) {
        use(request, heard, 1);
        use(request, heard, 1);
    }

    private void use(HttpRequest request, BiFunction<Integer, String, LinkUse> heard, int tries) {
        errands.begin();
        http.sendAsync(request, BodyHandlers.ofString())
                .handle((response, failure) ->
                        failure == null ? heard.apply(response.statusCode(), response.body()) : heard.apply(0, ""))
                .thenAccept(use -> {
                    uses.add(use);
                    if (use.isUnknown() && tries < MOST_TRIES) {
                        int next = errands.isStopped() ? tries + 1 : 1;
                        errands.later(() -> use(request, heard, next), PAUSE);
                    }
                    errands.end();
                });
    }

    private <T extends LinkUse> List<T> those(Class<T> way) {
        return uses.stream().filter(way::isInstance).map(way::cast).toList();
    }
}
