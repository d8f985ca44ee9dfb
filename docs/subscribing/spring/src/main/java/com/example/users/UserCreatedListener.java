package com.example.users;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Its offset is committed when it has returned; when it throws, the record comes again. */
@Component
class UserCreatedListener {

    private static final Logger LOG = LoggerFactory.getLogger(UserCreatedListener.class);

    private final Customers customers;

    UserCreatedListener(Customers customers) {
        this.customers = customers;
    }

    @KafkaListener(topics = "user.created")
    void on(ConsumerRecord<String, GenericRecord> event) {
        if (event.value() == null) {
            return; // A compacted topic may one day hold a deletion.
        }
        UUID eventId =
                UUID.fromString(new String(event.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8));
        Customer customer = Customer.of(event.value());
        LOG.info(
                "{} {} id={} at={} event={}",
                customers.add(eventId, customer) ? "created" : "known",
                customer.sub(),
                customer.id(),
                customer.createdAt(),
                eventId);
    }
}
