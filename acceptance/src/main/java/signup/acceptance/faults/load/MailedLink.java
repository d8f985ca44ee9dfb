package signup.acceptance.faults.load;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import signup.local.mailbox.ReceivedMail;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A link as it is mailed, and the requests that use it.
 *
 * @param id the link's id
 * @param sub whom it is for
 */
record MailedLink(String token, UUID id, UUID sub) {

    private static final String PAGE = "/links/";
    private static final int USER_ID_LENGTH = 24;
    private static final JsonMapper JSON = new JsonMapper();

    static Optional<MailedLink> in(ReceivedMail mail) {
        return mail.links().stream()
                .filter(link -> link.contains(PAGE))
                .findFirst()
                .map(link -> of(link.substring(link.lastIndexOf('/') + 1)));
    }

    private static MailedLink of(String token) {
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        JsonNode claims = JSON.readTree(new String(payload, StandardCharsets.UTF_8));
        return new MailedLink(
                token,
                UUID.fromString(claims.get("jti").asString()),
                UUID.fromString(claims.get("sub").asString()));
    }

    /** The page's button. */
    HttpRequest press(URI api, Duration patience) {
        return HttpRequest.newBuilder(api.resolve(PAGE + token))
                .timeout(patience)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.noBody())
                .build();
    }

    /** SAYMON's confirmation, which takes the link of a user of any dialect; the password stays. */
    HttpRequest confirmation(URI api, Duration patience) {
        String userId = sub.toString().replace("-", "").substring(0, USER_ID_LENGTH);
        return HttpRequest.newBuilder(api.resolve("/node/api/users/" + userId + "/confirm/" + token))
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"password\":null}"))
                .build();
    }
}
