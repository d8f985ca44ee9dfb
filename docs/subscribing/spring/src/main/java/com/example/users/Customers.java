package com.example.users;

import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class Customers {

    private final JdbcClient database;

    Customers(JdbcClient database) {
        this.database = database;
    }

    /**
     * Adds the customer and notes the event in one transaction, so that neither is ever there without the other. True
     * when it was done now, false when an earlier delivery did it.
     */
    @Transactional
    boolean add(UUID eventId, Customer customer) {
        boolean isNew = database.sql("insert into handled_events (event_id) values (?) on conflict do nothing")
                        .param(eventId)
                        .update()
                == 1;
        if (isNew) {
            database.sql("""
                            insert into customers (sub, id, username, email, locale, created_at)
                            values (?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            customer.sub(),
                            customer.id(),
                            customer.username(),
                            customer.email(),
                            customer.locale(),
                            customer.createdAt().atOffset(ZoneOffset.UTC))
                    .update();
        }
        return isNew;
    }
}
