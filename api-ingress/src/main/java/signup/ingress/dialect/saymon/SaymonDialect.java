package signup.ingress.dialect.saymon;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import signup.events.Challenge;
import signup.events.MailPurpose;
import signup.events.UserCreated;
import signup.ingress.auth.Authentication;
import signup.ingress.auth.Scheme;
import signup.ingress.captcha.CaptchaVerdict;
import signup.ingress.captcha.Captchas;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Call;
import signup.ingress.dialect.Command;
import signup.ingress.dialect.Dialect;
import signup.ingress.dialect.Reading;
import signup.ingress.dialect.Refusal;
import signup.ingress.dialect.Violation;
import signup.ingress.dialect.Violation.Rule;
import signup.ingress.password.Password;
import signup.ingress.settings.DialectSettings.OnTimeout;
import signup.ingress.settings.IngressSettings;
import signup.ingress.settings.SaymonSettings;

/**
 * SAYMON: callers authenticate by HTTP Basic and need the permission {@value #PERMISSION}; every signup answers a
 * captcha. Errors are told one at a time: authentication, feature switch, permission, JSON, mandatory parameters, their
 * form, password policy, captcha.
 */
final class SaymonDialect implements Dialect {

    static final String PERMISSION = "manage-users";

    /** The document's name of the feature switch. */
    static final String SWITCH = "server.user.auth_enabled";

    private static final String NAME = "saymon";
    private static final List<String> MAIL_LANGUAGES = List.of("en", "fr");

    private final IngressSettings settings;
    private final Captchas captchas;
    private final SaymonAnswers answers;

    SaymonDialect(IngressSettings settings, Captchas captchas) {
        this.settings = settings;
        this.captchas = captchas;
        this.answers = new SaymonAnswers(settings.saymon());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public signup.events.Dialect symbol() {
        return signup.events.Dialect.SAYMON;
    }

    @Override
    public String path() {
        return "/node/api/users/signup";
    }

    @Override
    public String prefix() {
        return "/node/api";
    }

    @Override
    public Scheme scheme() {
        return Scheme.BASIC;
    }

    @Override
    public Set<String> volatileMembers() {
        return Set.of(SaymonBody.TOKEN, SaymonBody.CAPTCHA);
    }

    @Override
    public OnTimeout onTimeout() {
        return settings.saymon().onTimeout();
    }

    @Override
    public Optional<Refusal> admit(Authentication authentication) {
        SaymonSettings saymon = settings.saymon();
        if (authentication instanceof Authentication.Refused) {
            return Optional.of(new Refusal.Unauthenticated(true));
        }
        if (authentication instanceof Authentication.Anonymous && !saymon.anonymous()) {
            return Optional.of(new Refusal.Unauthenticated(false));
        }
        if (!saymon.enabled()) {
            return Optional.of(new Refusal.Forbidden(SWITCH));
        }
        return authentication.caller().filter(client -> !client.may(PERMISSION)).isPresent()
                ? Optional.of(new Refusal.Forbidden(PERMISSION))
                : Optional.empty();
    }

    @Override
    public Reading read(Call call) {
        SaymonBody body = new SaymonBody(call.body());
        Optional<Violation> wrong =
                body.firstViolation(settings.saymon().passwordPolicy().policy());
        if (wrong.isPresent()) {
            return Reading.violated(List.of(wrong.get()));
        }
        // Last, so that nothing else that is wrong costs the captcha.
        CaptchaVerdict verdict = captchas.check(body.text(SaymonBody.TOKEN), body.text(SaymonBody.CAPTCHA));
        if (verdict instanceof CaptchaVerdict.Passed passed) {
            return Reading.understood(command(body, passed.id(), call));
        }
        Refusal refusal = new Refusal.Violated(List.of(Violation.of(SaymonBody.CAPTCHA, rule(verdict))));
        return verdict instanceof CaptchaVerdict.Expired expired
                        && expired.solved().isPresent()
                        && call.idempotencyKey() != null
                ? new Reading.Late(command(body, expired.solved().get(), call), refusal)
                : Reading.refused(refusal);
    }

    private static Rule rule(CaptchaVerdict verdict) {
        if (verdict instanceof CaptchaVerdict.Expired) {
            return Rule.CHALLENGE_EXPIRED;
        }
        return verdict instanceof CaptchaVerdict.Used ? Rule.CHALLENGE_REUSED : Rule.CHALLENGE_FAILED;
    }

    private Command command(SaymonBody body, UUID captcha, Call call) {
        return Command.in(call.languages().among(MAIL_LANGUAGES))
                .username(body.text(SaymonBody.LOGIN))
                .email(body.text(SaymonBody.EMAIL))
                .password(Password.of(body.password()))
                .challenge(new Challenge(captcha.toString(), true))
                .mail(mail(call.authentication()), null)
                .build();
    }

    /**
     * Nobody vouches for an anonymous caller, who may prepare an account for somebody else's address: the address's
     * owner chooses anew.
     */
    private MailPurpose mail(Authentication authentication) {
        return authentication.caller().isPresent()
                ? settings.mailOf(NAME, MailPurpose.CONFIRMATION)
                : MailPurpose.REGISTRATION;
    }

    @Override
    public Answer created(UserCreated user) {
        return answers.created(user);
    }

    @Override
    public Answer refused(Refusal refusal, AcceptedLanguages languages) {
        return answers.refused(refusal);
    }
}
