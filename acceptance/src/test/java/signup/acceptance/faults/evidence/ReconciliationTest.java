package signup.acceptance.faults.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import signup.acceptance.faults.evidence.Activations.Activated;
import signup.acceptance.faults.evidence.Activations.Spent;
import signup.acceptance.faults.evidence.Evidence.Created;
import signup.acceptance.faults.evidence.Evidence.Decision;
import signup.acceptance.faults.evidence.Evidence.Letter;
import signup.acceptance.faults.evidence.Evidence.Mail;
import signup.acceptance.faults.evidence.Evidence.Rejected;
import signup.acceptance.faults.evidence.Evidence.Requested;
import signup.acceptance.faults.evidence.Evidence.Source;
import signup.acceptance.faults.evidence.Evidence.User;
import signup.acceptance.faults.evidence.Finding.Sort;
import signup.acceptance.faults.load.Attempt;
import signup.acceptance.faults.load.Confirmation;
import signup.acceptance.faults.load.Press;

/** Accounts that are clear, and one thing changed in each test. */
class ReconciliationTest {

    private static final UUID ANNA = new UUID(0, 1);
    private static final UUID ANNAS_SUB = new UUID(1, 1);
    private static final UUID ANNAS_LINK = new UUID(2, 1);
    private static final UUID LATER_ANNA = new UUID(0, 2);
    private static final UUID SEALED = new UUID(0, 3);
    private static final UUID SEALED_SUB = new UUID(1, 3);
    private static final UUID UNSTORABLE = new UUID(0, 4);
    private static final Source OF_ANNA = new Source("signup.requested", 0, 10);
    private static final Source OF_LATER_ANNA = new Source("signup.requested", 0, 11);
    private static final Source OF_SEALED = new Source("signup.requested", 0, 12);
    private static final Source OF_POISON = new Source("signup.requested", 0, 13);
    private static final Source OF_UNSTORABLE = new Source("signup.requested", 0, 14);

    private static final String DONE = "\"Activation successful.\"";
    private static final String USED = "{\"code\":\"BadRequest\",\"message\":\"Token already used.\"}";

    private final List<Attempt> attempts = new ArrayList<>(List.of(
            answered("k", 201, ANNA, "{\"id\":7,\"username\":\"anna\"}"),
            answered(null, 400, LATER_ANNA, "{\"errors\":[]}"),
            answered(null, 503, null, "")));
    private final List<Requested> requested = new ArrayList<>(List.of(
            new Requested(OF_ANNA, ANNA, "anna", true, false),
            new Requested(OF_LATER_ANNA, LATER_ANNA, "anna", false, false),
            new Requested(OF_SEALED, SEALED, "sealed", true, false),
            new Requested(OF_UNSTORABLE, UNSTORABLE, "paul", false, true)));
    private final List<Source> poison = new ArrayList<>(List.of(OF_POISON));
    private final List<Decision> decisions = new ArrayList<>(List.of(
            new Decision(ANNA, true, ANNAS_SUB, Set.of(), OF_ANNA),
            new Decision(LATER_ANNA, false, null, Set.of("username:TAKEN"), OF_LATER_ANNA),
            new Decision(SEALED, true, SEALED_SUB, Set.of(), OF_SEALED),
            new Decision(UNSTORABLE, false, null, Set.of("null:INTERNAL"), OF_UNSTORABLE)));
    private final List<User> users = new ArrayList<>(List.of(
            new User(ANNAS_SUB, ANNA, 7, "anna", "anna@x", null, "ready", true, true),
            new User(SEALED_SUB, SEALED, 8, "sealed", "sealed@x", null, "failed", false, false)));
    private final List<Created> created = new ArrayList<>(List.of(
            new Created(ANNA, ANNAS_SUB, 7, "anna", "event-1"),
            new Created(SEALED, SEALED_SUB, 8, "sealed", "event-3")));
    private final List<Rejected> rejected =
            new ArrayList<>(List.of(new Rejected(LATER_ANNA, "event-2"), new Rejected(UNSTORABLE, "event-7")));
    private final List<Letter> letters = new ArrayList<>(List.of(
            new Letter("UNDECODABLE", OF_POISON, null),
            new Letter("UNOPENABLE", new Source("credential.requested", 1, 4), SEALED_SUB),
            new Letter("UNSTORABLE", OF_UNSTORABLE, null)));
    private final List<Mail> mails = new ArrayList<>(List.of(new Mail("anna@x", "one")));
    private final List<Press> presses = new ArrayList<>(List.of(
            new Press(ANNAS_LINK, ANNAS_SUB, 503),
            new Press(ANNAS_LINK, ANNAS_SUB, 200),
            new Press(ANNAS_LINK, ANNAS_SUB, 202)));
    private final List<Confirmation> confirmations = new ArrayList<>();
    private final List<Spent> spent = new ArrayList<>(List.of(new Spent(ANNAS_LINK, ANNAS_SUB)));
    private final List<Activated> activated = new ArrayList<>(List.of(new Activated(ANNAS_SUB, "event-5")));
    private final Set<UUID> active = new HashSet<>(Set.of(ANNAS_SUB));

    @Test
    void accountsThatAgreeAreClear() {
        Reconciled reconciled = reconcile();

        assertThat(reconciled.findings()).isEmpty();
        assertThat(reconciled.acknowledged() + reconciled.unacknowledged())
                .isEqualTo(reconciled.created() + reconciled.rejected())
                .isEqualTo(reconciled.events())
                .isEqualTo(4);
    }

    @Test
    void anAcknowledgedSignupWithoutADecisionIsLost() {
        attempts.add(answered(null, 202, new UUID(0, 9), ""));

        assertFound(Sort.LOST, "acknowledged and not decided");
    }

    @Test
    void aWrittenSignupWithoutADecisionIsLost() {
        requested.add(new Requested(new Source("signup.requested", 1, 1), new UUID(0, 9), "ida", false, false));

        assertFound(Sort.LOST, "written and not decided");
    }

    @Test
    void aUserWhoIsNotToldOfIsLost() {
        created.remove(0);

        assertFound(Sort.LOST, "decided and not told");
    }

    @Test
    void aMissingHashIsLost() {
        users.set(0, new User(ANNAS_SUB, ANNA, 7, "anna", "anna@x", null, "pending", false, true));

        assertFound(Sort.LOST, "the credential of");
    }

    @Test
    void aMissingMailIsLost() {
        mails.clear();

        assertFound(Sort.LOST, "got none");
    }

    @Test
    void anEventThatComesTwiceIsADuplicate() {
        created.add(created.get(0));

        assertFound(Sort.DUPLICATED, "several UserCreated of signup");
    }

    @Test
    void twoUsersOfOneNameAreADuplicate() {
        users.add(new User(new UUID(1, 5), new UUID(0, 5), 9, "anna", "other@x", null, "none", false, false));

        assertFound(Sort.DUPLICATED, "users with username anna");
    }

    @Test
    void aMailUnderTwoIdsIsADuplicateAndUnderOneIsCounted() {
        mails.add(new Mail("anna@x", "one"));
        assertThat(reconcile().findings()).isEmpty();
        assertThat(reconcile().repeatedMails()).isEqualTo(1);

        mails.add(new Mail("anna@x", "two"));
        assertFound(Sort.DUPLICATED, "two mails with different ids");
    }

    @Test
    void aDecisionWithoutItsUserIsHalf() {
        users.remove(0);

        assertFound(Sort.HALF, "created without a user");
    }

    @Test
    void aUserWithoutADecisionIsHalf() {
        users.add(new User(new UUID(1, 5), new UUID(0, 5), 9, "ida", "ida@x", null, "none", false, false));

        assertFound(Sort.HALF, "a user without a decision");
    }

    @Test
    void aSignupThatIsToldBothWaysIsHalf() {
        rejected.add(new Rejected(ANNA, "event-4"));

        assertFound(Sort.HALF, "told as created and as rejected");
    }

    @Test
    void anAnswerThatIsNotSoIsHalf() {
        attempts.add(answered(null, 201, LATER_ANNA, "{\"id\":7,"));

        assertFound(Sort.HALF, "answered as created, which is not so");
    }

    @Test
    void twoAnswersToOneKeyAreUnstable() {
        attempts.add(answered("k", 400, LATER_ANNA, ""));

        assertFound(Sort.UNSTABLE, "one idempotency key, several signups");
    }

    @Test
    void anEventUnderAnotherIdIsUnstable() {
        created.set(0, new Created(ANNA, ANNAS_SUB, 70, "anna", "event-1"));

        assertFound(Sort.UNSTABLE, "under other ids");
    }

    @Test
    void aDeadLetterThatIsNoPoisonIsFound() {
        letters.add(new Letter("UNDECODABLE", OF_ANNA, null));

        assertFound(Sort.DEAD_LETTER, "no poison, and a dead letter");
    }

    @Test
    void aPasswordThatAFaultMadeUnreadableIsFound() {
        letters.add(new Letter("UNOPENABLE", new Source("credential.requested", 1, 5), ANNAS_SUB));

        assertFound(Sort.DEAD_LETTER, "no poison, and a dead letter");
    }

    @Test
    void poisonWithoutADeadLetterIsFound() {
        letters.remove(0);

        assertFound(Sort.DEAD_LETTER, "poison, and no dead letter");
    }

    @Test
    void aGoodSignupThatAFaultMadeUnstorableIsFound() {
        decisions.set(1, new Decision(LATER_ANNA, false, null, Set.of("null:INTERNAL"), OF_LATER_ANNA));
        letters.add(new Letter("UNSTORABLE", OF_LATER_ANNA, null));

        assertFound(Sort.DEAD_LETTER, "no poison, and a dead letter");
        assertFound(Sort.UNJUST, "refused as unstorable, which it is not");
    }

    @Test
    void whatTheDatabaseRefusesWithoutADeadLetterIsFound() {
        letters.remove(2);

        assertFound(Sort.DEAD_LETTER, "refused as unstorable, and no dead letter");
    }

    @Test
    void whatTheDatabaseRefusesAndIsDecidedOtherwiseIsFound() {
        decisions.set(3, new Decision(UNSTORABLE, false, null, Set.of("username:TAKEN"), OF_UNSTORABLE));

        assertFound(Sort.UNJUST, "unstorable, and decided otherwise");
    }

    @Test
    void whoIsRefusedForANameThatNobodyHasIsRefusedUnjustly() {
        requested.add(new Requested(new Source("signup.requested", 1, 1), new UUID(0, 9), "ida", false, false));
        decisions.add(new Decision(
                new UUID(0, 9), false, null, Set.of("username:TAKEN"), new Source("signup.requested", 1, 1)));
        rejected.add(new Rejected(new UUID(0, 9), "event-9"));

        assertFound(Sort.UNJUST, "a name that nobody has");
    }

    @Test
    void whoCameFirstAndWasRefusedForTheSecondIsRefusedUnjustly() {
        requested.set(1, new Requested(new Source("signup.requested", 0, 9), LATER_ANNA, "anna", false, false));

        assertFound(Sort.UNJUST, "came first");
    }

    @Test
    void anAnswerThatNoDocumentKnowsIsFound() {
        attempts.add(answered(null, 500, null, "oops"));

        assertFound(Sort.UNEXPECTED, "answered 500");
    }

    @Test
    void aPressOfWhichNothingCameIsLost() {
        presses.add(new Press(new UUID(2, 9), ANNAS_SUB, 202));

        assertFound(Sort.LOST, "nothing came of it");
    }

    @Test
    void aUserWhoIsActivatedTwiceIsADuplicate() {
        activated.add(new Activated(ANNAS_SUB, "event-6"));

        assertFound(Sort.DUPLICATED, "several UserActivated of");
    }

    @Test
    void anActivationThatIsNotToldIsLost() {
        activated.clear();

        assertFound(Sort.LOST, "activated and not told");
    }

    @Test
    void aSpentLinkWithoutAnActiveUserIsHalf() {
        active.clear();

        assertFound(Sort.HALF, "and not active");
    }

    @Test
    void anActivationWithoutALinkIsHalf() {
        spent.clear();
        presses.clear();

        assertFound(Sort.HALF, "no link was spent");
    }

    @Test
    void twoSpentLinksOfOneUserAreADuplicate() {
        spent.add(new Spent(new UUID(2, 9), ANNAS_SUB));

        assertFound(Sort.DUPLICATED, "several spent links of");
    }

    @Test
    void oneConfirmationThatSucceedsAmongOthersThatDoNotIsClear() {
        confirm(503, "");
        confirm(200, DONE);
        confirm(400, USED);

        assertThat(reconcile().findings()).isEmpty();
        assertThat(reconcile().confirmed()).isEqualTo(1);
    }

    @Test
    void aConfirmationThatWasDoneUnderA503IsClear() {
        confirm(503, "");
        confirm(400, USED);

        assertThat(reconcile().findings()).isEmpty();
        assertThat(reconcile().confirmed()).isEqualTo(1);
    }

    @Test
    void aConfirmationOfAUserWhoseOtherLinkIsSpentIsClear() {
        confirm(200, DONE);
        confirmations.add(new Confirmation(new UUID(2, 9), ANNAS_SUB, 400, USED));

        assertThat(reconcile().findings()).isEmpty();
        assertThat(reconcile().confirmed()).isEqualTo(1);
    }

    @Test
    void aLinkByWhichTwoConfirmationsSucceedIsADuplicate() {
        confirm(200, DONE);
        confirm(200, DONE);

        assertFound(Sort.DUPLICATED, "several confirmations succeeded");
    }

    @Test
    void aConfirmationThatSucceededWithoutSpendingItsLinkIsLost() {
        confirmations.add(new Confirmation(new UUID(2, 9), ANNAS_SUB, 200, DONE));

        assertFound(Sort.LOST, "confirmed, and the link is not spent");
    }

    @Test
    void aConfirmationThatIsNotToldIsLost() {
        confirm(200, DONE);
        activated.clear();

        assertFound(Sort.LOST, "confirmed and not told");
    }

    @Test
    void aConfirmationThatIsToldTwiceIsADuplicate() {
        confirm(503, "");
        confirm(400, USED);
        activated.add(new Activated(ANNAS_SUB, "event-6"));

        assertFound(Sort.DUPLICATED, "confirmed once and told 2 times");
    }

    @Test
    void aConfirmationThatIsRefusedWhereNoLinkIsSpentIsRefusedUnjustly() {
        confirm(503, "");
        confirm(400, USED);
        spent.clear();

        assertFound(Sort.UNJUST, "no link of the user is spent");
    }

    @Test
    void aLinkWhoseConfirmationsAreAllRefusedIsRefusedUnjustly() {
        confirm(400, USED);
        confirm(400, USED);

        assertFound(Sort.UNJUST, "there is no other");
    }

    @Test
    void aConfirmationThatNeverHearsMoreThanA503IsFound() {
        confirm(503, "");
        confirm(0, "");

        assertFound(Sort.UNEXPECTED, "never told what became of it");
    }

    @Test
    void aGoodLinksConfirmationThatIsRefusedOtherwiseIsFound() {
        confirm(200, DONE);
        confirm(400, "{\"code\":\"BadRequest\",\"message\":\"Invalid token.\"}");

        assertFound(Sort.UNEXPECTED, "a good link's confirmation was answered");
    }

    private void confirm(int status, String answer) {
        confirmations.add(new Confirmation(ANNAS_LINK, ANNAS_SUB, status, answer));
    }

    private void assertFound(Sort sort, String what) {
        Consumer<Finding> it = finding -> {
            assertThat(finding.sort()).isEqualTo(sort);
            assertThat(finding.what()).contains(what);
        };
        assertThat(reconcile().findings()).anySatisfy(it);
    }

    private Reconciled reconcile() {
        return Reconciliation.of(new Evidence(
                attempts,
                requested,
                poison,
                Set.of(SEALED),
                decisions,
                users,
                created,
                rejected,
                letters,
                mails,
                new Activations(presses, confirmations, spent, activated, active)));
    }

    private static Attempt answered(String key, int status, UUID signupId, String answer) {
        return new Attempt(1, key, "{}", true, 0, 1, status, signupId, answer);
    }
}
