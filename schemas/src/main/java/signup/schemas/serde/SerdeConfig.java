package signup.schemas.serde;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * The serde's settings, with the names and meanings of Confluent's, so that one configuration serves both. Settings of
 * the connection may also be written with the prefix {@value #PREFIX}, as Confluent allows.
 */
final class SerdeConfig extends AbstractConfig {

    static final String URL = "schema.registry.url";
    static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
    static final String USER_INFO = "basic.auth.user.info";
    static final String BEARER_SOURCE = "bearer.auth.credentials.source";
    static final String BEARER_TOKEN = "bearer.auth.token";
    static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
    static final String READ_TIMEOUT = "http.read.timeout.ms";
    static final String MISSING_ID_TTL = "missing.id.cache.ttl.sec";
    static final String AUTO_REGISTER = "auto.register.schemas";
    static final String USE_LATEST = "use.latest.version";
    static final String NORMALIZE = "normalize.schemas";
    static final String KEY_STRATEGY = "key.subject.name.strategy";
    static final String VALUE_STRATEGY = "value.subject.name.strategy";
    static final String SPECIFIC_READER = "specific.avro.reader";

    private static final String PREFIX = "schema.registry.";
    private static final String SSL_PREFIX = "ssl.";
    private static final String SOURCE_URL = "URL";
    private static final String SOURCE_USER_INFO = "USER_INFO";
    private static final String SOURCE_STATIC_TOKEN = "STATIC_TOKEN";
    private static final String TOPIC_NAME_STRATEGY = "io.confluent.kafka.serializers.subject.TopicNameStrategy";

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    URL,
                    Type.LIST,
                    ConfigDef.NO_DEFAULT_VALUE,
                    (name, value) -> endpoints(name, (List<?>) value),
                    Importance.HIGH,
                    "The schema registry's addresses, comma-separated. The first that answers is used; when it fails, the"
                            + " next is tried, and the one that works is remembered.")
            .define(
                    CREDENTIALS_SOURCE,
                    Type.STRING,
                    SOURCE_URL,
                    ConfigDef.ValidString.in(SOURCE_URL, SOURCE_USER_INFO),
                    Importance.MEDIUM,
                    "Where the name and password for HTTP Basic come from: URL (http://name:password@host), or USER_INFO"
                            + " (" + USER_INFO + ").")
            .define(
                    USER_INFO,
                    Type.PASSWORD,
                    null,
                    Importance.MEDIUM,
                    "Name and password for HTTP Basic as name:password; used when " + CREDENTIALS_SOURCE
                            + " is USER_INFO.")
            .define(
                    BEARER_SOURCE,
                    Type.STRING,
                    SOURCE_STATIC_TOKEN,
                    ConfigDef.ValidString.in(SOURCE_STATIC_TOKEN),
                    Importance.LOW,
                    "Where the bearer token comes from: STATIC_TOKEN (" + BEARER_TOKEN + ").")
            .define(
                    BEARER_TOKEN,
                    Type.PASSWORD,
                    null,
                    Importance.MEDIUM,
                    "The token sent as Authorization: Bearer; not together with HTTP Basic.")
            .define(
                    CONNECT_TIMEOUT,
                    Type.INT,
                    2_000,
                    ConfigDef.Range.atLeast(1),
                    Importance.LOW,
                    "How long to wait for a connection to one address, in milliseconds. Confluent's default is 60000; a"
                            + " consumer that waits so long on several addresses would lose its partitions.")
            .define(
                    READ_TIMEOUT,
                    Type.INT,
                    5_000,
                    ConfigDef.Range.atLeast(1),
                    Importance.LOW,
                    "How long to wait for one address's whole answer, in milliseconds. Confluent's default is 60000.")
            .define(
                    MISSING_ID_TTL,
                    Type.LONG,
                    10L,
                    ConfigDef.Range.atLeast(0),
                    Importance.LOW,
                    "How long it is remembered that the registry does not know a schema id, in seconds, so that broken"
                            + " records do not hammer it; 0 asks every time, which is Confluent's default.")
            .define(
                    AUTO_REGISTER,
                    Type.BOOLEAN,
                    false,
                    Importance.HIGH,
                    "Whether a schema that the registry does not know is registered when first written. Confluent's default"
                            + " is true; here it is false, because a service that may change the contract with its"
                            + " subscribers by being started is a risk: schemas are registered by whoever releases them, and"
                            + " only a local stack registers by itself.")
            .define(
                    USE_LATEST,
                    Type.BOOLEAN,
                    false,
                    Importance.LOW,
                    "Whether to write with the subject's latest version instead of the record's own schema; only when "
                            + AUTO_REGISTER + " is false. The latest version must be able to read the record's"
                            + " schema, and is fetched once.")
            .define(
                    NORMALIZE,
                    Type.BOOLEAN,
                    false,
                    Importance.LOW,
                    "Whether the registry compares schemas in a normal form when registering and looking up.")
            .define(
                    KEY_STRATEGY,
                    Type.STRING,
                    TOPIC_NAME_STRATEGY,
                    ConfigDef.ValidString.in(TOPIC_NAME_STRATEGY),
                    Importance.LOW,
                    "How a key's subject is named; only <topic>-key.")
            .define(
                    VALUE_STRATEGY,
                    Type.STRING,
                    TOPIC_NAME_STRATEGY,
                    ConfigDef.ValidString.in(TOPIC_NAME_STRATEGY),
                    Importance.LOW,
                    "How a value's subject is named; only <topic>-value.")
            .define(
                    SPECIFIC_READER,
                    Type.BOOLEAN,
                    false,
                    Importance.HIGH,
                    "Whether records are read into their generated classes; otherwise as GenericRecord.");

    SerdeConfig(Map<String, ?> settings) {
        super(DEFINITION, withoutPrefix(settings), false);
    }

    boolean registersSchemas() {
        return getBoolean(AUTO_REGISTER);
    }

    boolean writesLatestVersion() {
        return getBoolean(USE_LATEST);
    }

    boolean readsSpecificRecords() {
        return getBoolean(SPECIFIC_READER);
    }

    RegistryConnection connection() {
        return new RegistryConnection(
                endpoints(URL, getList(URL)).stream().map(this::authorized).toList(),
                ssl(),
                Duration.ofMillis(getInt(CONNECT_TIMEOUT)),
                Duration.ofMillis(getInt(READ_TIMEOUT)),
                Duration.ofSeconds(getLong(MISSING_ID_TTL)),
                getBoolean(NORMALIZE));
    }

    private RegistryConnection.Endpoint authorized(URI uri) {
        return new RegistryConnection.Endpoint(uri, authorization(uri));
    }

    private @Nullable String authorization(URI uri) {
        Password token = getPassword(BEARER_TOKEN);
        if (token != null) {
            return "Bearer " + token.value();
        }
        String userInfo = userInfo(uri);
        return userInfo == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String userInfo(URI uri) {
        if (getString(CREDENTIALS_SOURCE).equals(SOURCE_URL)) {
            return uri.getUserInfo();
        }
        Password userInfo = getPassword(USER_INFO);
        if (userInfo == null) {
            throw new ConfigException(USER_INFO + " must be set when " + CREDENTIALS_SOURCE + " is USER_INFO");
        }
        return userInfo.value();
    }

    /** Kafka's own ssl.* settings, when any is given for the registry; else none, and the JDK's trust applies. */
    private Map<String, Object> ssl() {
        Map<String, Object> given = originalsWithPrefix(PREFIX + SSL_PREFIX, false);
        return given.isEmpty()
                ? Map.of()
                : new ConfigDef().withClientSslSupport().parse(originalsWithPrefix(PREFIX));
    }

    private static List<URI> endpoints(String name, List<?> urls) {
        if (urls.isEmpty()) {
            throw new ConfigException(name, urls, "at least one address is needed");
        }
        return urls.stream().map(url -> endpoint(name, url.toString())).toList();
    }

    private static URI endpoint(String name, String url) {
        try {
            URI uri = URI.create(url.strip().replaceFirst("/+$", ""));
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // Said below, without the cause, which would quote a password in the address.
        }
        throw new ConfigException(name + " must be http or https addresses such as http://registry:8081");
    }

    private static Map<String, Object> withoutPrefix(Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        for (String name : DEFINITION.names()) {
            Object prefixed = settings.get(PREFIX + name);
            if (prefixed != null) {
                all.putIfAbsent(name, prefixed);
            }
        }
        return all;
    }
}
