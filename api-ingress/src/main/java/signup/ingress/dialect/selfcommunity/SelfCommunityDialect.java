package signup.ingress.dialect.selfcommunity;

import java.util.Optional;
import signup.events.MailPurpose;
import signup.ingress.auth.Authentication;
import signup.ingress.auth.Client;
import signup.ingress.auth.Scheme;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Call;
import signup.ingress.dialect.Command;
import signup.ingress.dialect.Dialect;
import signup.ingress.dialect.Reading;
import signup.ingress.dialect.Refusal;
import signup.ingress.settings.DialectSettings.OnTimeout;
import tools.jackson.databind.node.ObjectNode;

/** What the contracts have in common: an admin's bearer token, members read until all that is wrong is known, one form of errors. */
abstract class SelfCommunityDialect implements Dialect {

    private final MailPurpose mail;
    private final OnTimeout onTimeout;

    SelfCommunityDialect(MailPurpose mail, OnTimeout onTimeout) {
        this.mail = mail;
        this.onTimeout = onTimeout;
    }

    /** Reads this contract's members into the command. */
    abstract void read(ObjectNode body, Members members, Command.Builder command);

    @Override
    public final Scheme scheme() {
        return Scheme.BEARER;
    }

    @Override
    public final OnTimeout onTimeout() {
        return onTimeout;
    }

    /** "Only users with the admin role can register new users." */
    @Override
    public final Optional<Refusal> admit(Authentication authentication) {
        Optional<Client> caller = authentication.caller();
        if (caller.isEmpty()) {
            return Optional.of(new Refusal.Unauthenticated(authentication instanceof Authentication.Refused));
        }
        return caller.get().isAdmin() ? Optional.empty() : Optional.of(new Refusal.Forbidden(Client.ADMIN));
    }

    @Override
    public final Reading read(Call call) {
        Members members = new Members(call.body());
        Command.Builder command =
                Command.in(call.languages().among(MailLanguages.ALL)).mail(mail, null);
        read(call.body(), members, command);
        return members.violations().isEmpty()
                ? Reading.understood(command.build())
                : Reading.violated(members.violations());
    }

    @Override
    public final Answer refused(Refusal refusal, AcceptedLanguages languages) {
        return ErrorArray.of(refusal);
    }
}
