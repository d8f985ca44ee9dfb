package signup.ingress.dialect.selfcommunity;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import signup.events.MailPurpose;
import signup.events.UserCreated;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Command;
import signup.ingress.dialect.Violation.Rule;
import signup.ingress.password.PasswordPolicy;
import signup.ingress.settings.DialectSettings.OnTimeout;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /api/v2/account/create/}: an admin's backend creates an account, which its owner then confirms by mail. */
final class AccountCreation extends SelfCommunityDialect {

    static final String NAME = "selfcommunity-account";

    private final PasswordPolicy policy;
    private final MetadataFields metadata;
    private final CodeRules codes;
    private final UserModel userModel;
    private final Set<String> known;

    AccountCreation(
            PasswordPolicy policy, MetadataFields metadata, CodeRules codes, MailPurpose mail, OnTimeout onTimeout) {
        super(mail, onTimeout);
        this.policy = policy;
        this.metadata = metadata;
        this.codes = codes;
        this.userModel = new UserModel(metadata);
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
    void read(ObjectNode body, Members members, Command.Builder command) {
        command.username(members.username());
        if (members.require("email")) {
            command.email(members.email());
        }
        if (members.require("password")) {
            command.password(members.password(policy));
        }
        command.inviteCode(codes.inviteCode(body, members))
                .promoCode(codes.promoCode(body, members))
                .attributes(metadata.read(body, members));
        body.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> members.fail(name, Rule.FORBIDDEN));
    }

    @Override
    public Answer created(UserCreated user) {
        return Answer.json(201, json -> userModel.write(user, json));
    }
}
