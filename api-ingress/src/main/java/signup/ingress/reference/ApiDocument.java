package signup.ingress.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/**
 * The description of the API (OpenAPI 3.1). Each feature describes its own paths in a file {@code reference.yaml} beside
 * its code; what all share stands beside this class. Joined, the files are one document.
 */
final class ApiDocument {

    private static final String COMMON = "signup/ingress/reference/reference.yaml";
    private static final String PARTS = "classpath*:signup/ingress/**/reference.yaml";

    private ApiDocument() {}

    /**
     * The whole document as JSON. Reads files: not for the event loop.
     *
     * @param server the URL that clients reach the service by
     * @throws IllegalStateException when two files say something of the same thing
     */
    static byte[] json(String server) {
        Map<String, Object> whole = new LinkedHashMap<>();
        parts().forEach(part -> join(whole, part, ""));
        whole.put("servers", List.of(Map.of("url", server)));
        return JsonMapper.shared().writeValueAsBytes(whole);
    }

    /** What is in either; a mapping that is in both is joined. */
    static void join(Map<String, Object> whole, Map<String, Object> part, String place) {
        part.forEach((key, value) -> {
            String here = place + "/" + key;
            @Nullable Object there = whole.get(key);
            if (there == null) {
                whole.put(key, value);
            } else if (there instanceof Map && value instanceof Map) {
                join(mapping(there), mapping(value), here);
            } else {
                throw new IllegalStateException("Two files describe " + here);
            }
        });
    }

    /** The common one first, the others by their place. */
    private static List<Map<String, Object>> parts() {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(PARTS))
                    .sorted(Comparator.comparing((Resource part) -> !place(part).endsWith(COMMON))
                            .thenComparing(ApiDocument::place))
                    .map(ApiDocument::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String place(Resource part) {
        try {
            return part.getURL().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> read(Resource part) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        try (InputStream text = part.getInputStream()) {
            return mapping(new Yaml(new SafeConstructor(strict)).load(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A mapping of these files: all their keys are texts. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> mapping(Object node) {
        return (Map<String, Object>) node;
    }
}
