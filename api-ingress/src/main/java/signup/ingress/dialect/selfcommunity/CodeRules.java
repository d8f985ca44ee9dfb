package signup.ingress.dialect.selfcommunity;

import org.jspecify.annotations.Nullable;
import signup.ingress.dialect.Violation.Rule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether signups carry codes. Whether a code is good, the worker decides.
 *
 * @param invites whether an invite code may come
 * @param invitesOptional when it may, whether it need not
 * @param promos whether a promo code may come
 */
record CodeRules(boolean invites, boolean invitesOptional, boolean promos) {

    static final String INVITE_CODE = "invite_code";
    static final String PROMO_CODE = "promo_code";

    @Nullable
    String inviteCode(ObjectNode body, Members members) {
        if (invites && !invitesOptional && !isSent(body, INVITE_CODE)) {
            members.fail(INVITE_CODE, Rule.REQUIRED);
            return null;
        }
        return code(INVITE_CODE, invites, body, members);
    }

    @Nullable
    String promoCode(ObjectNode body, Members members) {
        return code(PROMO_CODE, promos, body, members);
    }

    private static @Nullable String code(String name, boolean enabled, ObjectNode body, Members members) {
        if (!isSent(body, name)) {
            return null;
        }
        return enabled || members.fail(name, Rule.FORBIDDEN) ? members.shortText(name) : null;
    }

    /** Forms send what was left empty as empty or null. */
    private static boolean isSent(ObjectNode body, String name) {
        JsonNode node = body.get(name);
        return node != null
                && !node.isNull()
                && !(node.isString() && node.stringValue().isBlank());
    }
}
