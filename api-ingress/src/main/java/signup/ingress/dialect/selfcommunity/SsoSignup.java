package signup.ingress.dialect.selfcommunity;

import java.util.List;
import signup.events.MailPurpose;
import signup.events.UserCreated;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Command;
import signup.ingress.password.PasswordPolicy;
import signup.ingress.settings.DialectSettings.OnTimeout;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /api/v2/sso/signup/}: an admin's backend signs a user up under the id that the user has there. */
final class SsoSignup extends SelfCommunityDialect {

    static final String NAME = "selfcommunity-sso";

    private final PasswordPolicy policy;

    SsoSignup(PasswordPolicy policy, MailPurpose mail, OnTimeout onTimeout) {
        super(mail, onTimeout);
        this.policy = policy;
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
    void read(ObjectNode body, Members members, Command.Builder command) {
        command.extId(members.shortText("ext_id"))
                .username(members.username())
                .realName(members.shortText("real_name"))
                .email(members.email())
                .password(members.password(policy))
                .avatar(members.avatar())
                .role(members.role())
                .tags(members.tags());
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
