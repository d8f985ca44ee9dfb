package signup.ingress.settings;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The API reference.
 *
 * @param enabled whether {@code /docs} and {@code /openapi.json} are served; default true. They tell what these contracts'
 *     documents tell anyway, and nothing of this installation but its URL; switch them off where nobody is to be invited
 */
public record DocsSettings(@DefaultValue("true") boolean enabled) {}
