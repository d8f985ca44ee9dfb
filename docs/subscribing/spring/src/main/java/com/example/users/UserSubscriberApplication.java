package com.example.users;

import java.io.EOFException;
import java.io.IOException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.serializer.DeserializationException;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/** Keeps a table of the users that Signup created. */
@SpringBootApplication
public class UserSubscriberApplication {

    private static final Logger LOG = LoggerFactory.getLogger(UserSubscriberApplication.class);
    private static final long LONGEST_WAIT_MILLIS = 10_000; // far below max.poll.interval.ms

    public static void main(String[] args) {
        SpringApplication.run(UserSubscriberApplication.class, args);
    }

    /**
     * Tries again for as long as it takes (database down, registry down, a bug: the lag tells), and skips only what can
     * never be read. Spring's default gives up after ten tries, and at once when a deserializer fails, be it only because
     * the registry was down: both lose users.
     */
    @Bean
    DefaultErrorHandler errorHandler() {
        ExponentialBackOff forEver = new ExponentialBackOff();
        forEver.setMaxInterval(LONGEST_WAIT_MILLIS);
        DefaultErrorHandler handler = new DefaultErrorHandler(
                (event, e) -> LOG.error("skipped {}-{}@{}", event.topic(), event.partition(), event.offset()), forEver);
        handler.addRetryableExceptions(DeserializationException.class);
        handler.setBackOffFunction((event, e) -> isUnreadable(e) ? new FixedBackOff(0, 0) : null);
        return handler;
    }

    private static boolean isUnreadable(Throwable failure) {
        boolean deserializing = false;
        for (Throwable e = failure; e != null; e = e.getCause()) {
            deserializing |= e instanceof DeserializationException;
            if (isOfTheRegistry(e)) {
                return false;
            }
        }
        return deserializing;
    }

    /** Whether it says something about the registry rather than about the record. */
    private static boolean isOfTheRegistry(Throwable e) {
        return e instanceof RetriableException
                || e instanceof IOException && !(e instanceof EOFException)
                || e.getClass().getSimpleName().equals("RestClientException"); // Confluent's
    }
}
