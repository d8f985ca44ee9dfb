package com.example.users;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;

/** What this service keeps of a user; the rest of the event is none of its business. */
record Customer(UUID sub, long id, String username, String email, String locale, Instant createdAt) {

    /** Generic Avro gives logical types as what carries them: microseconds in a long, an id as text. */
    static Customer of(GenericRecord user) {
        return new Customer(
                UUID.fromString(user.get("sub").toString()),
                (long) user.get("id"),
                text(user, "username"),
                text(user, "email"),
                text(user, "locale"),
                Instant.EPOCH.plus((long) user.get("occurred_at"), ChronoUnit.MICROS));
    }

    private static String text(GenericRecord user, String field) {
        Object value = user.get(field);
        return value == null ? null : value.toString();
    }
}
