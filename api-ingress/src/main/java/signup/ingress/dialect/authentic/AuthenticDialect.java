package signup.ingress.dialect.authentic;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import signup.ingress.dialect.Texts;
import signup.ingress.settings.DialectSettings.OnTimeout;
import signup.ingress.settings.IngressSettings;

/**
 * Authentic (Entr'ouvert): callers authenticate by HTTP Basic, and need the permission {@value #PERMISSION}, which is
 * judged after the body, as in the original. The user is active at once; the mail to choose a password is the caller's
 * choice.
 */
final class AuthenticDialect implements Dialect {

    static final String PERMISSION = "add_user";

    private static final String NAME = "authentic";

    private final IngressSettings settings;
    private final InstantSource clock;
    private final AuthenticAnswers answers;
    /** The first is for whoever reads none of them. */
    private static final List<String> LANGUAGES = List.of("fr", "en");

    private final Map<String, Texts> texts = Texts.beside(AuthenticDialect.class, LANGUAGES);

    AuthenticDialect(IngressSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.answers =
                new AuthenticAnswers(settings.profile(), settings.authentic().extendedResponse());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public signup.events.Dialect symbol() {
        return signup.events.Dialect.AUTHENTIC;
    }

    @Override
    public String path() {
        return "/api/users";
    }

    @Override
    public String prefix() {
        return "/api/users";
    }

    @Override
    public Scheme scheme() {
        return Scheme.BASIC;
    }

    @Override
    public OnTimeout onTimeout() {
        return settings.authentic().onTimeout();
    }

    @Override
    public Optional<Refusal> admit(Authentication authentication) {
        return authentication.caller().isPresent()
                ? Optional.empty()
                : Optional.of(new Refusal.Unauthenticated(authentication instanceof Authentication.Refused));
    }

    @Override
    public Reading read(Call call) {
        AuthenticBody body = new AuthenticBody(call.body(), settings.profile(), clock);
        Profile profile = Profile.of(body, settings.authentic().password().policy());
        if (!body.violations().isEmpty()) {
            return Reading.violated(body.violations());
        }
        if (call.authentication()
                .caller()
                .filter(client -> client.may(PERMISSION))
                .isEmpty()) {
            return Reading.refused(new Refusal.Forbidden(PERMISSION));
        }
        return Reading.understood(command(profile, call.languages()));
    }

    private Command command(Profile profile, AcceptedLanguages languages) {
        MailPurpose mail = mail(profile);
        return Command.in(languages.among(LANGUAGES))
                .firstName(profile.firstName())
                .lastName(profile.lastName())
                .email(profile.email())
                .username(profile.username())
                .password(profile.password())
                .attributes(profile.attributes())
                .mail(mail, mail == MailPurpose.NONE ? null : profile.nextUrl())
                .build();
    }

    private MailPurpose mail(Profile profile) {
        if (profile.email() == null) {
            return MailPurpose.NONE;
        }
        if (profile.sendRegistrationEmail() == null) {
            return settings.mailOf(NAME, MailPurpose.NONE);
        }
        return profile.sendRegistrationEmail() ? MailPurpose.REGISTRATION : MailPurpose.NONE;
    }

    @Override
    public Answer created(UserCreated user) {
        return answers.created(user);
    }

    @Override
    public Answer refused(Refusal refusal, AcceptedLanguages languages) {
        return answers.refused(refusal, texts.get(languages.among(LANGUAGES)));
    }
}
