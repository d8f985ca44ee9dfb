package signup.registration.model;

/** Where a request stands in Kafka: the same coordinates mean redelivery, others mean a client's retry. */
public record Coordinates(String topic, int partition, long offset) {}
