package signup.schemas;

import java.time.Duration;
import java.util.List;
import signup.events.ActivationRequested;
import signup.events.CredentialRequested;
import signup.events.MailRequested;
import signup.events.NotificationOutcome;
import signup.events.SignupRejected;
import signup.events.SignupReply;
import signup.events.SignupRequested;
import signup.events.UserActivated;
import signup.events.UserCreated;

/** The topic catalogue: every topic of the pipeline, once. The names are constants for listeners' annotations. */
public final class Topics {

    public static final String SIGNUP_REQUESTED = "signup.requested";
    public static final String USER_CREATED = "user.created";
    public static final String SIGNUP_REJECTED = "signup.rejected";
    public static final String SIGNUP_REPLIES = "signup.replies";
    public static final String CREDENTIAL_REQUESTED = "credential.requested";
    public static final String ACTIVATION_REQUESTED = "activation.requested";
    public static final String USER_ACTIVATED = "user.activated";
    public static final String MAIL_REQUESTED = "mail.requested";
    public static final String NOTIFICATION_OUTCOMES = "notification.outcomes";

    /** Added to a source topic's name, it names its dead-letter topic. */
    public static final String DEAD_LETTER_SUFFIX = ".dlt";

    private static final int PARTITIONS = 12;
    private static final int DEAD_LETTER_PARTITIONS = 3;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    /** Every topic, in the order in which a signup meets them. */
    public static final List<Topic> ALL = List.of(
            new Topic(SIGNUP_REQUESTED, SignupRequested.getClassSchema(), PARTITIONS, WEEK),
            new Topic(USER_CREATED, UserCreated.getClassSchema(), PARTITIONS, null),
            new Topic(SIGNUP_REJECTED, SignupRejected.getClassSchema(), PARTITIONS, WEEK),
            new Topic(SIGNUP_REPLIES, SignupReply.getClassSchema(), PARTITIONS, Duration.ofHours(1)),
            new Topic(CREDENTIAL_REQUESTED, CredentialRequested.getClassSchema(), PARTITIONS, WEEK),
            new Topic(ACTIVATION_REQUESTED, ActivationRequested.getClassSchema(), PARTITIONS, WEEK),
            new Topic(USER_ACTIVATED, UserActivated.getClassSchema(), PARTITIONS, null),
            new Topic(MAIL_REQUESTED, MailRequested.getClassSchema(), PARTITIONS, WEEK),
            new Topic(NOTIFICATION_OUTCOMES, NotificationOutcome.getClassSchema(), PARTITIONS, MONTH),
            deadLettersOf(SIGNUP_REQUESTED),
            deadLettersOf(CREDENTIAL_REQUESTED),
            deadLettersOf(ACTIVATION_REQUESTED));

    static {
        TrustedClasses.trust();
    }

    private Topics() {}

    /** The topic of that name; throws {@link IllegalArgumentException} when there is none. */
    public static Topic named(String name) {
        return ALL.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No topic is named " + name));
    }

    private static Topic deadLettersOf(String source) {
        return new Topic(source + DEAD_LETTER_SUFFIX, null, DEAD_LETTER_PARTITIONS, MONTH);
    }
}
