package signup.ingress.dialect.selfcommunity;

import java.util.List;
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
import signup.ingress.password.PasswordPolicy;
import signup.ingress.settings.DialectSettings.OnTimeout;
import tools.jackson.core.JsonGenerator;

/** {@code POST /api/v2/sso/signup/}: an admin's backend signs a user up under the id that the user has there. */
final class SsoSignup implements Dialect {

    static final String NAME = "selfcommunity-sso";

    private final PasswordPolicy policy;
    private final MailPurpose mail;
    private final OnTimeout onTimeout;

    SsoSignup(PasswordPolicy policy, MailPurpose mail, OnTimeout onTimeout) {
        this.policy = policy;
        this.mail = mail;
        this.onTimeout = onTimeout;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public signup.events.Dialect symbol() {
        return signup.events.Dialect.SELFCOMMUNITY_SSO;
    }

    @Override
    public String path() {
        return "/api/v2/sso/signup";
    }

    @Override
    public String prefix() {
        return "/api/v2";
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
        Command command = Command.in(call.languages().among(MailLanguages.ALL))
                .extId(members.shortText("ext_id"))
                .username(members.username())
                .realName(members.shortText("real_name"))
                .email(members.email())
                .password(members.password(policy))
                .avatar(members.avatar())
                .role(members.role())
                .tags(members.tags())
                .mail(mail, null)
                .build();
        return members.violations().isEmpty() ? Reading.understood(command) : Reading.violated(members.violations());
    }

    @Override
    public Answer created(UserCreated user) {
        return Answer.json(201, json -> {
            json.writeStartObject();
            json.writeNumberProperty("id", user.getId());
            json.writeStringProperty("ext_id", user.getExtId());
            json.writeStringProperty("username", user.getUsername());
            if (user.getEmail() != null) {
                json.writeStringProperty("email", user.getEmail());
            }
            json.writeStringProperty("role", user.getRole());
            writeTags(user.getTags(), json);
            if (user.getAvatarUrl() != null) {
                json.writeStringProperty("avatar", user.getAvatarUrl());
            }
            json.writeEndObject();
        });
    }

    @Override
    public Answer refused(Refusal refusal, AcceptedLanguages languages) {
        return ErrorArray.of(refusal);
    }

    /** None is null. */
    private static void writeTags(List<Long> tags, JsonGenerator json) {
        if (tags.isEmpty()) {
            json.writeNullProperty("tags");
            return;
        }
        json.writeArrayPropertyStart("tags");
        tags.forEach(json::writeNumber);
        json.writeEndArray();
    }
}
