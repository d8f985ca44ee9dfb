package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static signup.registration.CodesOperator.INVITES;
import static signup.registration.CodesOperator.PROMOS;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import signup.events.SignupRejected;
import signup.events.SignupRequested;
import signup.events.UserCreated;
import signup.events.Violation;
import signup.events.ViolationReason;
import signup.schemas.Topics;

/** How signups use invite and promo codes up. */
class DealingCodesIT {

    private static final String CONTAINER = "registrationContainer";
    private static final String GROUP = "signup-registration";
    private static final String IN_AN_HOUR = Instant.now()
            .plus(1, ChronoUnit.HOURS)
            .truncatedTo(ChronoUnit.SECONDS)
            .toString();

    private static Pipeline pipeline;
    private static CodesOperator operator;

    @BeforeAll
    static void start() {
        pipeline = Pipeline.started();
        operator = new CodesOperator(pipeline);
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void aCodeIsUsedAsOftenAsItMayBeAndNotOnceMore() {
        String code = operator.issue(INVITES, "{\"uses\":2}").get(0);
        List<SignupRequested> requests = requestsWith(code, 3);

        sendAsOneBatch(requests);

        pipeline.awaitCreated(requests.get(0).getSignupId());
        pipeline.awaitCreated(requests.get(1).getSignupId());
        assertThat(violationsOf(requests.get(2)))
                .containsExactly(new Violation("invite_code", ViolationReason.CODE_SPENT));
        assertThat(usedOf("invite", code)).isEqualTo(2);
        assertThat(operator.listed(INVITES, code).path("used").asInt()).isEqualTo(2);
    }

    @Test
    void whoComesByAnInviteInheritsItsRoleAndTagsBesideTheirOwn() {
        String code =
                operator.issue(INVITES, "{\"role\":\"editor\",\"tags\":[8,9]}").get(0);
        SignupRequested request =
                Signups.request().setInviteCode(code.toLowerCase()).build();

        send(request);

        UserCreated user = pipeline.awaitCreated(request.getSignupId());
        assertThat(user.getRole()).isEqualTo("editor");
        assertThat(user.getTags()).containsExactly(7L, 8L, 9L);
        assertThat(pipeline.query(
                        "select role, tags::text from registration.users where sub = '" + user.getSub() + "'"))
                .containsExactly(List.of("editor", "[7, 8, 9]"));
    }

    @Test
    void everythingThatTheStateRefusesIsSaidInOneAnswer() {
        SignupRequested holder = Signups.request().build();
        send(holder);
        pipeline.awaitCreated(holder.getSignupId());
        String promo = operator.issue(PROMOS, "{\"expires_at\":\"" + IN_AN_HOUR + "\"}")
                .get(0);
        SignupRequested request = Signups.request()
                .setUsername(holder.getUsername())
                .setInviteCode("no-such-code\u0000")
                .setPromoCode(promo)
                .setOccurredAt(Instant.parse(IN_AN_HOUR).plus(1, ChronoUnit.HOURS))
                .build();

        send(request);

        assertThat(violationsOf(request))
                .containsExactly(
                        new Violation("username", ViolationReason.TAKEN),
                        new Violation("invite_code", ViolationReason.CODE_UNKNOWN),
                        new Violation("promo_code", ViolationReason.CODE_EXPIRED));
    }

    /** As a replay finds it: the code has expired since. */
    @Test
    void aCodeIsJudgedByTheTimeWhenTheSignupWasAccepted() {
        String code = operator.issue(INVITES, "{}").get(0);
        pipeline.execute("update registration.invite_codes set expires_at = now() - interval '1 hour' where code = '"
                + code + "'");
        Instant twoHoursAgo = Instant.now().minus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS);
        SignupRequested late = Signups.request().setInviteCode(code).build();
        SignupRequested inTime =
                Signups.request().setInviteCode(code).setOccurredAt(twoHoursAgo).build();

        sendAsOneBatch(List.of(late, inTime));

        pipeline.awaitCreated(inTime.getSignupId());
        assertThat(violationsOf(late)).containsExactly(new Violation("invite_code", ViolationReason.CODE_EXPIRED));
    }

    @Test
    void aRejectedSignupLeavesItsCodeToTheNext() {
        SignupRequested holder = Signups.request().build();
        send(holder);
        pipeline.awaitCreated(holder.getSignupId());
        String code = operator.issue(INVITES, "{}").get(0);
        SignupRequested outrunBefore = Signups.request()
                .setInviteCode(code)
                .setEmail(holder.getEmail())
                .build();
        SignupRequested sameBatch = Signups.request().build();
        SignupRequested outrunNow = Signups.request()
                .setInviteCode(code)
                .setUsername(sameBatch.getUsername())
                .build();
        SignupRequested unlucky = Signups.request()
                .setInviteCode(code)
                .setPromoCode("no-such-code")
                .build();
        SignupRequested winner = Signups.request().setInviteCode(code).build();
        SignupRequested late = Signups.request()
                .setInviteCode(code)
                .setExtId(winner.getExtId())
                .build();

        sendAsOneBatch(List.of(outrunBefore, sameBatch, outrunNow, unlucky, winner, late));

        pipeline.awaitCreated(winner.getSignupId());
        assertThat(violationsOf(outrunBefore)).containsExactly(new Violation("email", ViolationReason.TAKEN));
        assertThat(violationsOf(outrunNow)).containsExactly(new Violation("username", ViolationReason.TAKEN));
        assertThat(violationsOf(unlucky)).containsExactly(new Violation("promo_code", ViolationReason.CODE_UNKNOWN));
        assertThat(violationsOf(late))
                .containsExactly(
                        new Violation("ext_id", ViolationReason.TAKEN),
                        new Violation("invite_code", ViolationReason.CODE_SPENT));
        assertThat(usedOf("invite", code)).isEqualTo(1);
    }

    @Test
    void anInviteForAnAddressIsUnknownToOthers() {
        SignupRequested guest = Signups.request().build();
        String code = operator.issue(INVITES, "{\"email\":\"" + guest.getEmail().toUpperCase() + "\"}")
                .get(0);
        SignupRequested stranger = Signups.request().setInviteCode(code).build();
        SignupRequested invited =
                SignupRequested.newBuilder(guest).setInviteCode(code).build();

        sendAsOneBatch(List.of(stranger, invited));

        pipeline.awaitCreated(invited.getSignupId());
        assertThat(violationsOf(stranger)).containsExactly(new Violation("invite_code", ViolationReason.CODE_UNKNOWN));
    }

    @Test
    void aPromoCodeIsGoodWithinItsDatesAndAsOftenAsOneLikes() {
        String promo = operator.issue(
                        PROMOS, "{\"code\":\"Summer-" + UUID.randomUUID() + "\",\"valid_from\":\"" + IN_AN_HOUR + "\"}")
                .get(0);
        SignupRequested early = Signups.request().setPromoCode(promo).build();
        List<SignupRequested> timely = IntStream.range(0, 5)
                .mapToObj(i -> Signups.request()
                        .setPromoCode(promo.toUpperCase())
                        .setOccurredAt(Instant.parse(IN_AN_HOUR).plusSeconds(60))
                        .build())
                .toList();

        send(early);
        sendAsOneBatch(timely);

        timely.forEach(request -> pipeline.awaitCreated(request.getSignupId()));
        assertThat(violationsOf(early)).containsExactly(new Violation("promo_code", ViolationReason.CODE_UNKNOWN));
        assertThat(operator.listed(PROMOS, promo).path("used").asInt()).isEqualTo(5);
    }

    @Test
    void aRedeliveryAndARetryUseACodeOnce() {
        String code = operator.issue(INVITES, "{\"uses\":5}").get(0);
        SignupRequested request = Signups.request().setInviteCode(code).build();
        RecordMetadata sent = send(request);
        pipeline.awaitCreated(request.getSignupId());
        pipeline.send(Topics.SIGNUP_REQUESTED, 2, request, Pipeline.awaited());
        pipeline.awaitReplies(request.getSignupId(), 1);

        pipeline.redeliver(CONTAINER, GROUP, sent);

        pipeline.awaitEvents(
                Topics.USER_CREATED,
                UserCreated.class,
                user -> user.getSignupId().equals(request.getSignupId()),
                2);
        assertThat(usedOf("invite", code)).isEqualTo(1);
    }

    @Test
    void aDryRunDealsCodesAndKeepsThem() {
        String code = operator.issue(INVITES, "{}").get(0);
        List<SignupRequested> requests = requestsWith(code, 3);
        long before = Instant.now().toEpochMilli();
        await().until(() -> Instant.now().toEpochMilli() > before);
        Instant from = Instant.ofEpochMilli(before + 1);
        pipeline.whileStopped(CONTAINER, () -> {
            requests.forEach(request -> pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Map.of()));

            OperatorRun run =
                    pipeline.operate("replay", Topics.SIGNUP_REQUESTED, "--from", from.toString(), "--dry-run");

            assertThat(run.count("created")).as(run.out() + run.err()).isEqualTo(1);
            assertThat(run.count("rejected")).isEqualTo(2);
            assertThat(usedOf("invite", code)).isZero();
        });
        pipeline.awaitCreated(requests.get(0).getSignupId());
        assertThat(violationsOf(requests.get(2)))
                .extracting(Violation::getReason)
                .containsExactly(ViolationReason.CODE_SPENT);
    }

    /** Which the database's own constraint would notice, but too late: its client would hear of a fault of ours. */
    @Test
    void whoWaitsForACodeSeesThatItWasSpentMeanwhile() throws SQLException {
        String code = operator.issue(INVITES, "{}").get(0);
        SignupRequested request = Signups.request().setInviteCode(code).build();
        try (Connection other =
                        DriverManager.getConnection(pipeline.database.jdbcUrl(), pipeline.database.username(), "");
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("update registration.invite_codes set used = uses where code = '" + code + "'");
            send(request);
            await().until(() -> !pipeline.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'")
                    .isEmpty());
            other.commit();
        }

        assertThat(violationsOf(request)).containsExactly(new Violation("invite_code", ViolationReason.CODE_SPENT));
    }

    /** In opposite orders, so that what one transaction holds the other waits for, and the other way round. */
    @Test
    void twoWorkersDealNoCodeTwiceAndNoneInVain() {
        String[] small = {
            "signup.registration.concurrency=2",
            "signup.registration.max-poll-records=25",
            // Whoever closes a web server closes the event loops of all in this process.
            "spring.main.web-application-type=none"
        };
        List<String> single = operator.issue(INVITES, "{\"count\":60}");
        String shared = operator.issue(INVITES, "{\"uses\":40}").get(0);
        String promo = operator.issue(PROMOS, "{\"uses\":70}").get(0);
        List<SignupRequested> requests = new ArrayList<>();
        try (ConfigurableApplicationContext second = pipeline.newWorker(small)) {
            Pipeline.awaitConsumers(GROUP, 4);
            for (int i = 0; i < single.size(); i++) {
                SignupRequested left = Signups.request()
                        .setInviteCode(single.get(i))
                        .setPromoCode(promo)
                        .build();
                SignupRequested right = Signups.request()
                        .setInviteCode(single.get(single.size() - 1 - i))
                        .setPromoCode(promo)
                        .setEmail(i % 3 == 0 ? left.getEmail() : "other-" + left.getEmail())
                        .build();
                SignupRequested third = Signups.request().setInviteCode(shared).build();
                requests.addAll(List.of(left, right, third));
                pipeline.sendLater(Topics.SIGNUP_REQUESTED, i % 2, left);
                pipeline.sendLater(Topics.SIGNUP_REQUESTED, 2 + i % 2, right);
                pipeline.sendLater(Topics.SIGNUP_REQUESTED, i % 4, third);
            }
            pipeline.flush();
            Set<UUID> ids = Set.copyOf(Signups.ids(requests));
            await().until(() -> decided(ids) == ids.size());

            assertThat(pipeline.query("select count(*) from registration.invite_codes where used > uses"))
                    .containsExactly(List.of("0"));
            String inThese = "('" + String.join("','", single) + "')";
            assertThat(pipeline.query("select count(*) from registration.invite_codes c where code in " + inThese
                            + " and used <> (select count(*) from registration.code_uses u join registration.users s"
                            + " using (signup_id) where u.kind = 'invite' and u.code_id = c.id)"))
                    .as("each use is a user")
                    .containsExactly(List.of("0"));
            assertThat(usedOf("invite", shared)).isEqualTo(40);
            assertThat(usedOf("promo", promo))
                    .isEqualTo(
                            pipeline
                                    .query("select sum(used) from registration.invite_codes where code in " + inThese)
                                    .stream()
                                    .mapToInt(row -> Integer.parseInt(row.get(0)))
                                    .sum())
                    .isBetween(1, 60);
        }
        Pipeline.awaitConsumers(GROUP, 2);
    }

    private static int decided(Set<UUID> ids) {
        return Integer.parseInt(pipeline.query("select count(*) from registration.decisions where signup_id in ('"
                        + String.join("','", ids.stream().map(UUID::toString).toList()) + "')")
                .get(0)
                .get(0));
    }

    private static List<SignupRequested> requestsWith(String inviteCode, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Signups.request().setInviteCode(inviteCode).build())
                .toList();
    }

    private static RecordMetadata send(SignupRequested request) {
        return pipeline.send(Topics.SIGNUP_REQUESTED, 1, request, Map.of());
    }

    private static void sendAsOneBatch(List<SignupRequested> requests) {
        pipeline.whileStopped(
                CONTAINER,
                () -> requests.forEach(request -> pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Map.of())));
    }

    private static List<Violation> violationsOf(SignupRequested request) {
        SignupRejected rejected = pipeline.awaitRejected(request.getSignupId());
        return rejected.getViolations();
    }

    private static int usedOf(String kind, String code) {
        return Integer.parseInt(
                pipeline.query("select used from registration." + kind + "_codes where code = '" + code + "'")
                        .get(0)
                        .get(0));
    }
}
