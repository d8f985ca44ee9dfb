package signup.registration.activation;

import java.util.UUID;
import signup.registration.model.Coordinates;
import signup.registration.model.Purpose;

/**
 * A pressed button of a mailed link.
 *
 * @param activationId names this attempt
 * @param linkId the link, which is spent once
 * @param withPassword whether a sealed password came with it
 */
public record Activation(
        UUID activationId, UUID linkId, Purpose purpose, UUID sub, boolean withPassword, Coordinates coordinates) {}
