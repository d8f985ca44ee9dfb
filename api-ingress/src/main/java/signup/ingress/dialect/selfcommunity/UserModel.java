package signup.ingress.dialect.selfcommunity;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import signup.events.UserCreated;
import tools.jackson.core.JsonGenerator;

/**
 * The vendor's {@code User}. What this system does not hold is neutral: counters 0, texts empty, dates and pictures null,
 * booleans false.
 */
final class UserModel {

    /** Its members; clients send a {@code User} back, so these are no unknown fields. */
    static final Set<String> MEMBERS = Set.of(
            "id",
            "username",
            "real_name",
            "avatar",
            "ext_id",
            "followings_counter",
            "followers_counter",
            "posts_counter",
            "discussions_counter",
            "polls_counter",
            "connection_status",
            "categories_counter",
            "date_joined",
            "bio",
            "location",
            "location_lat_lng",
            "position_lat_lng",
            "date_of_birth",
            "description",
            "gender",
            "website",
            "cover",
            "tags",
            "reputation",
            "community_badge",
            "reg_approved",
            "deleted",
            "company_name",
            "company_role",
            "email");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX").withZone(ZoneOffset.UTC);

    private final MetadataFields metadata;

    UserModel(MetadataFields metadata) {
        this.metadata = metadata;
    }

    void write(UserCreated user, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("id", user.getId());
        json.writeStringProperty("username", user.getUsername());
        json.writeStringProperty("real_name", orEmpty(user.getRealName()));
        json.writeStringProperty("avatar", user.getAvatarUrl());
        json.writeStringProperty("ext_id", user.getExtId());
        json.writeNumberProperty("followings_counter", 0);
        json.writeNumberProperty("followers_counter", 0);
        json.writeNumberProperty("posts_counter", 0);
        json.writeNumberProperty("discussions_counter", 0);
        json.writeNumberProperty("polls_counter", 0);
        json.writeNullProperty("connection_status");
        json.writeNumberProperty("categories_counter", 0);
        json.writeStringProperty("date_joined", TIME.format(user.getOccurredAt()));
        json.writeStringProperty("bio", "");
        json.writeStringProperty("location", "");
        json.writeStringProperty("location_lat_lng", "");
        json.writeStringProperty("position_lat_lng", "");
        json.writeNullProperty("date_of_birth");
        json.writeStringProperty("description", "");
        json.writeStringProperty("gender", "Unspecified");
        json.writeStringProperty("website", "");
        json.writeNullProperty("cover");
        json.writeArrayPropertyStart("tags");
        user.getTags().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeNumberProperty("reputation", 0);
        json.writeBooleanProperty("community_badge", false);
        json.writeBooleanProperty("reg_approved", true);
        json.writeBooleanProperty("deleted", false);
        json.writeStringProperty("company_name", "");
        json.writeStringProperty("company_role", "");
        json.writeStringProperty("email", user.getEmail());
        metadata.write(user.getAttributes(), json);
        json.writeEndObject();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
