package signup.registration.activation;

import java.time.Instant;
import java.util.UUID;
import signup.registration.model.Coordinates;

/** A link, the activation that spent it, where that stands in Kafka, and when it was spent (in whole microseconds). */
public record SpentLink(UUID linkId, UUID activationId, Coordinates coordinates, Instant at) {}
