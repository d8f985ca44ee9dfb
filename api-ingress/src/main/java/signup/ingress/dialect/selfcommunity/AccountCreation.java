package signup.ingress.dialect.selfcommunity;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import signup.ingress.dialect.Violation.Rule;
import signup.ingress.password.PasswordPolicy;
import signup.ingress.settings.DialectSettings.OnTimeout;

/** {@code POST /api/v2/account/create/}: an admin's backend creates an account, which its owner then confirms by mail. */
final class AccountCreation implements Dialect {

    static final String NAME = "selfcommunity-account";

    private final PasswordPolicy policy;
    private final MetadataFields metadata;
    private final CodeRules codes;
    private final MailPurpose mail;
    private final OnTimeout onTimeout;
    private final UserModel userModel;
    private final Set<String> known;

    AccountCreation(
            PasswordPolicy policy, MetadataFields metadata, CodeRules codes, MailPurpose mail, OnTimeout onTimeout) {
        this.policy = policy;
        this.metadata = metadata;
        this.codes = codes;
        this.mail = mail;
        this.onTimeout = onTimeout;
        this.userModel = new UserModel(metadata.names());
        this.known = Stream.of(
                        Set.of(
                                "username",
                                "email",
                                "password",
                                CodeRules.INVITE_CODE,
                                CodeRules.PROMO_CODE,
                                MetadataFields.OBJECT),
                        UserModel.MEMBERS,
                        metadata.names())
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public signup.events.Dialect symbol() {
        return signup.events.Dialect.SELFCOMMUNITY_ACCOUNT;
    }

    @Override
    public String path() {
        return "/api/v2/account/create";
    }

    @Override
    public String prefix() {
        return "/api/v2/account";
    }

    @Override
    public Scheme scheme() {
        return Scheme.BEARER;
    }

    @Override
    public OnTimeout onTimeout() {
        return onTimeout;
    }

    @Override
    public Optional<Refusal> admit(Authentication authentication) {
        return AdminsOnly.admit(authentication);
    }

    @Override
    public Reading read(Call call) {
        Members members = new Members(call.body());
        Command.Builder command = Command.in(call.languages().among(MailLanguages.ALL))
                .mail(mail, null)
                .username(members.username());
        if (members.require("email")) {
            command.email(members.email());
        }
        if (members.require("password")) {
            command.password(members.password(policy));
        }
        command.inviteCode(codes.inviteCode(call.body(), members))
                .promoCode(codes.promoCode(call.body(), members))
                .attributes(metadata.read(call.body(), members));
        call.body().propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> members.fail(name, Rule.FORBIDDEN));
        return members.violations().isEmpty()
                ? Reading.understood(command.build())
                : Reading.violated(members.violations());
    }

    @Override
    public Answer created(UserCreated user) {
        return Answer.json(201, json -> userModel.write(user, json));
    }

    @Override
    public Answer refused(Refusal refusal, AcceptedLanguages languages) {
        return ErrorArray.of(refusal);
    }
}
