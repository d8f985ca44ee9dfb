package signup.ingress.dialect;

import java.util.Optional;
import java.util.Set;
import signup.events.UserCreated;
import signup.ingress.auth.Authentication;
import signup.ingress.auth.Scheme;
import signup.ingress.settings.DialectSettings.OnTimeout;

/**
 * A documented signup contract: where it listens, how its callers prove who they are, how a body becomes a {@link
 * Command}, and how every outcome is answered.
 *
 * <p>A dialect is one package with one bean of this type; routes, status and error answers find it by that. Its methods are
 * pure, quick and called on the event loop: no I/O, no blocking, no state but what is bounded and safe for many
 * threads.
 *
 * <p>For each request: {@link #admit}, then the media type, the size and the JSON are checked (a failure goes through
 * {@link #refused}), then {@link #read}. A command is published; the decision comes back to {@link #created} or {@link
 * #refused}.
 */
public interface Dialect {

    /** The name in settings, metrics and logs, such as {@code selfcommunity-sso}. */
    String name();

    /** The name in events. */
    signup.events.Dialect symbol();

    /** Where signups are posted, without the trailing slash, which callers may add. */
    String path();

    /** Unknown paths and methods under this prefix are answered in this dialect's form. */
    String prefix();

    /** How callers authenticate. */
    Scheme scheme();

    /** Judges the caller before the body is read; a refusal ends the request. */
    Optional<Refusal> admit(Authentication authentication);

    /**
     * Reads a body into a command, or says everything that is wrong with it and needs no state to see. A permission that
     * is judged only after validation is judged here.
     */
    Reading read(Call call);

    /** The documented answer to a signup that created this user. */
    Answer created(UserCreated user);

    /** The documented answer to a refusal, in a language that the caller accepts. */
    Answer refused(Refusal refusal, AcceptedLanguages languages);

    /** What a client gets whose signup is not decided in time. */
    default OnTimeout onTimeout() {
        return OnTimeout.PENDING;
    }

    /**
     * Whether callers may hear the decision. Where they may not, everybody gets the same 202 as soon as Kafka has the
     * signup, so that neither the answer nor its time tells anything of the users there are.
     */
    default boolean waits() {
        return true;
    }

    /** Members of the body that change with every try (a captcha and its answer): they are no part of what makes two
     * bodies the same under one idempotency key. */
    default Set<String> volatileMembers() {
        return Set.of();
    }
}
