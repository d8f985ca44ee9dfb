package signup.ingress.dialect.selfcommunity;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import signup.events.MailPurpose;
import signup.ingress.auth.Authentication;
import signup.ingress.auth.Client;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Call;
import signup.ingress.dialect.Command;
import signup.ingress.dialect.Dialect;
import signup.ingress.dialect.Reading;
import signup.ingress.json.Json;
import signup.ingress.password.PasswordPolicy;
import signup.ingress.settings.DialectSettings.OnTimeout;
import signup.ingress.settings.IngressSettings.Metadata.Field;

/** The two contracts as tests drive them: text in, command or text out. */
final class SelfCommunityContract {

    static final AcceptedLanguages NO_LANGUAGE = new AcceptedLanguages(null);
    private static final PasswordPolicy POLICY = PasswordPolicy.of(8, 128, 3);
    private static final Client ADMIN = new Client("user:1", Set.of(), Set.of(Client.ADMIN));

    private SelfCommunityContract() {}

    static SsoSignup sso() {
        return new SsoSignup(POLICY, MailPurpose.NONE, OnTimeout.PENDING);
    }

    static AccountCreation account(Map<String, Field> metadata, CodeRules codes) {
        return new AccountCreation(
                POLICY, new MetadataFields(metadata), codes, MailPurpose.CONFIRMATION, OnTimeout.PENDING);
    }

    static AccountCreation account() {
        return account(Map.of(), new CodeRules(false, false, false));
    }

    static Reading read(Dialect dialect, String body) {
        return dialect.read(new Call(
                new Authentication.Authenticated(ADMIN),
                NO_LANGUAGE,
                Json.readObject(body.getBytes(StandardCharsets.UTF_8))));
    }

    static Command command(Dialect dialect, String body) {
        return ((Reading.Understood) read(dialect, body)).command();
    }

    /** The body of the refusal; empty for a body that is understood. */
    static String refusal(Dialect dialect, String body) {
        return read(dialect, body) instanceof Reading.Refused refused
                ? text(dialect.refused(refused.refusal(), NO_LANGUAGE))
                : "";
    }

    /** The violations as {@code field:code field:code …}, read back from the answer's text. */
    static String violations(Dialect dialect, String body) {
        String refusal = refusal(dialect, body);
        if (refusal.isEmpty()) {
            return "";
        }
        StringBuilder all = new StringBuilder();
        Json.read(refusal)
                .get("errors")
                .forEach(error -> error.get("messages")
                        .forEach(message -> all.append(all.isEmpty() ? "" : " ")
                                .append(error.get("field").stringValue())
                                .append(':')
                                .append(message.get("code").stringValue())));
        return all.toString();
    }

    static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
