package signup.ingress.dialect.open;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import signup.events.Challenge;
import signup.events.MailPurpose;
import signup.events.UserCreated;
import signup.ingress.auth.Authentication;
import signup.ingress.auth.Scheme;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Call;
import signup.ingress.dialect.Command;
import signup.ingress.dialect.Dialect;
import signup.ingress.dialect.Reading;
import signup.ingress.dialect.Refusal;
import signup.ingress.dialect.Violation;
import signup.ingress.dialect.Violation.Rule;
import signup.ingress.proof.ProofVerdict;
import signup.ingress.proof.ProofsOfWork;
import signup.ingress.settings.IngressSettings;
import signup.schemas.IdentityKey;

/**
 * The native dialect. Nobody authenticates; every signup carries a proof of work. The address is the identity, and what
 * is known about it goes to its owner by mail and to nobody else: every well-formed signup is answered 202 at once. The
 * password is chosen on the page that the mail leads to, so that nobody prepares an account for somebody else.
 */
final class OpenDialect implements Dialect {

    static final String PATH = "/signups";

    private static final String NAME = "open";

    private final IngressSettings settings;
    private final ProofsOfWork proofs;
    private final OpenAnswers answers = new OpenAnswers();

    OpenDialect(IngressSettings settings, ProofsOfWork proofs) {
        this.settings = settings;
        this.proofs = proofs;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public signup.events.Dialect symbol() {
        return signup.events.Dialect.OPEN;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String prefix() {
        return PATH;
    }

    /** Not even a client that could say who it is hears more: it could ask about anybody. */
    @Override
    public Scheme scheme() {
        return Scheme.NONE;
    }

    @Override
    public boolean waits() {
        return false;
    }

    @Override
    public Set<String> volatileMembers() {
        return Set.of(OpenBody.PROOF);
    }

    @Override
    public Optional<Refusal> admit(Authentication authentication) {
        return Optional.empty();
    }

    @Override
    public Reading read(Call call) {
        OpenBody body = new OpenBody(call.body());
        List<Violation> violations = body.violations();
        @Nullable String proof = body.proof();
        if (proof == null) {
            return Reading.violated(violations);
        }
        // Nothing else that is wrong costs the proof.
        ProofVerdict verdict = violations.isEmpty()
                ? proofs.check(proof, attempt(call.idempotencyKey(), Objects.requireNonNull(body.text(OpenBody.EMAIL))))
                : proofs.judge(proof);
        if (verdict instanceof ProofVerdict.Passed passed) {
            return violations.isEmpty()
                    ? Reading.understood(command(body, passed.id(), call.languages()))
                    : Reading.violated(violations);
        }
        boolean elseRight = violations.isEmpty();
        violations.add(Violation.of(OpenBody.PROOF, rule(verdict)));
        return elseRight && verdict instanceof ProofVerdict.Expired expired && call.idempotencyKey() != null
                ? new Reading.Late(command(body, expired.id(), call.languages()), new Refusal.Violated(violations))
                : Reading.violated(violations);
    }

    /** What makes two signups one, as their ids do: the key alone would let one proof sign up any number of addresses. */
    private static @Nullable String attempt(@Nullable String idempotencyKey, String email) {
        return idempotencyKey == null ? null : idempotencyKey + '\0' + IdentityKey.of(email);
    }

    private static Rule rule(ProofVerdict verdict) {
        if (verdict instanceof ProofVerdict.Expired) {
            return Rule.CHALLENGE_EXPIRED;
        }
        return verdict instanceof ProofVerdict.Used ? Rule.CHALLENGE_REUSED : Rule.CHALLENGE_FAILED;
    }

    private Command command(OpenBody body, String proof, AcceptedLanguages languages) {
        String locale = Objects.requireNonNullElseGet(body.locale(), () -> languages.among(OpenAnswers.LANGUAGES));
        return Command.in(locale)
                .email(body.text(OpenBody.EMAIL))
                .firstName(body.text(OpenBody.FIRST_NAME))
                .lastName(body.text(OpenBody.LAST_NAME))
                .attributes(body.attributes())
                .challenge(new Challenge(proof, true))
                .mail(settings.mailOf(NAME, MailPurpose.CONFIRMATION), null)
                .build();
    }

    /** @throws IllegalStateException always: nobody waits for it, and its status says that it is done and no more */
    @Override
    public Answer created(UserCreated user) {
        throw new IllegalStateException("Nobody is told what a signup of this dialect came to");
    }

    @Override
    public Answer refused(Refusal refusal, AcceptedLanguages languages) {
        return answers.refused(refusal, languages);
    }
}
