package signup.ingress.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import signup.events.MailPurpose;

/**
 * Every setting of the ingress, under {@code signup}.
 *
 * @param publicUrl where browsers and clients reach this service, such as {@code https://signup.example.org}; every
 *     absolute URL that leaves the service starts with it. Required.
 * @param keys where the key files are
 * @param topics whether the service makes its topics
 * @param auth who may call
 * @param ingress acceptance and its bounds
 * @param selfcommunitySso the first dialect
 * @param selfcommunityAccount the second dialect
 * @param mails ({@code signup.notify}) which mail a new user is owed, by dialect name ({@code none}, {@code
 *     confirmation}, {@code registration}), where it is not the dialect's own default
 * @param metadata custom fields of the second dialect
 * @param inviteCode invite codes of the second dialect
 * @param promoCode promo codes of the second dialect
 * @param authentic the third dialect
 * @param profile profile attributes of the third dialect
 * @param saymon the fourth dialect
 * @param open the native dialect
 * @param links mailed links and the pages that they open
 * @param limits how often callers may call
 * @param http what lies between clients and this service
 * @param cors which web sites' pages may call the native dialect
 * @param docs the API reference
 */
@ConfigurationProperties("signup")
public record IngressSettings(
        URI publicUrl,
        @DefaultValue Keys keys,
        @DefaultValue Topics topics,
        @DefaultValue AuthSettings auth,
        @DefaultValue AcceptanceSettings ingress,
        @DefaultValue DialectSettings selfcommunitySso,
        @DefaultValue DialectSettings selfcommunityAccount,
        @Name("notify") @DefaultValue Map<String, MailPurpose> mails,
        @DefaultValue Metadata metadata,
        @DefaultValue InviteCode inviteCode,
        @DefaultValue PromoCode promoCode,
        @DefaultValue AuthenticSettings authentic,
        @DefaultValue ProfileSettings profile,
        @DefaultValue SaymonSettings saymon,
        @DefaultValue OpenSettings open,
        @DefaultValue LinkSettings links,
        @DefaultValue LimitSettings limits,
        @DefaultValue HttpSettings http,
        @DefaultValue CorsSettings cors,
        @DefaultValue DocsSettings docs) {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    public IngressSettings {
        if (publicUrl == null || !SCHEMES.contains(publicUrl.getScheme()) || publicUrl.getHost() == null) {
            throw new IllegalArgumentException("signup.public-url must be set to the http(s) URL of this service");
        }
        mails = Map.copyOf(mails);
    }

    /** The absolute URL of a path of this service; {@code path} starts with a slash. */
    public String absolute(String path) {
        String base = publicUrl.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }

    /** The path under which clients see this service; empty at the root of its host. */
    public String basePath() {
        String path = publicUrl.getRawPath() == null ? "" : publicUrl.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** The mail that a new user of this dialect is owed. */
    public MailPurpose mailOf(String dialect, MailPurpose byDefault) {
        return mails.getOrDefault(dialect, byDefault);
    }

    /**
     * Key files.
     *
     * @param folder holds one folder per purpose: {@code password}, {@code link}, {@code challenge}, {@code request}.
     *     Default {@code keys}, relative to the working directory.
     */
    public record Keys(@DefaultValue("keys") Path folder) {

        /** The folder of one purpose. */
        public Path of(String purpose) {
            return folder.resolve(purpose);
        }
    }

    /**
     * Topics.
     *
     * @param create whether missing topics are made at start; if not (the default), a missing one keeps the service
     *     from getting ready
     * @param partitions how many partitions a topic made here gets; default: the catalogue's number
     */
    public record Topics(
            @DefaultValue("false") boolean create, @Nullable Integer partitions) {}

    /**
     * Custom fields ("metadata") that signups of the second dialect may carry at top level.
     *
     * @param fields by name; default none
     */
    public record Metadata(@DefaultValue Map<String, Field> fields) {

        public Metadata {
            fields = Map.copyOf(fields);
        }

        /**
         * One field.
         *
         * @param label what people call it
         * @param type what its values are; default {@code string}
         * @param options the values of an {@code enum}
         * @param mandatory whether a signup without it is refused; default false
         */
        public record Field(
                @Nullable String label,
                @DefaultValue("string") Type type,
                @DefaultValue List<String> options,
                @DefaultValue("false") boolean mandatory) {}

        /** The types of the vendor's metadata. */
        public enum Type {
            STRING,
            INTEGER,
            PHONE_NUMBER,
            ENUM,
            URL,
            EMAIL
        }
    }

    /**
     * Invite codes.
     *
     * @param enabled whether signups may carry one; default false, and one that comes is refused
     * @param optional when enabled, whether signups without one are accepted; default false
     */
    public record InviteCode(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("false") boolean optional) {}

    /**
     * Promo codes.
     *
     * @param enabled whether signups may carry one; default false, and one that comes is refused
     */
    public record PromoCode(@DefaultValue("false") boolean enabled) {}
}
