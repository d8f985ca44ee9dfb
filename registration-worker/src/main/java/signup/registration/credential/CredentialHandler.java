package signup.registration.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import signup.events.CredentialRequested;
import signup.registration.application.UnstorableException;
import signup.registration.kafka.BatchHandler;
import signup.registration.kafka.DeadLetterCause;
import signup.registration.kafka.Incoming;
import signup.registration.kafka.Outgoing;
import signup.registration.model.SoundTime;
import signup.schemas.password.PasswordOpener;

/**
 * Opens, hashes and stores passwords. Asked again it does nothing again, because what is stored is not older; the newest
 * choice wins in whatever order they come.
 */
final class CredentialHandler implements BatchHandler<CredentialRequested> {

    private final Credentials credentials;
    private final PasswordOpener opener;
    private final PasswordHasher hasher;
    private final HashingPool pool;
    private final CredentialMetrics metrics;
    private final Duration limit;

    CredentialHandler(
            Credentials credentials,
            PasswordOpener opener,
            PasswordHasher hasher,
            HashingPool pool,
            CredentialMetrics metrics,
            Duration limit) {
        this.credentials = credentials;
        this.opener = opener;
        this.hasher = hasher;
        this.pool = pool;
        this.metrics = metrics;
        this.limit = limit;
    }

    @Override
    public void handle(List<Incoming<CredentialRequested>> batch, Outgoing outgoing) {
        if (batch.isEmpty()) {
            return;
        }
        Map<UUID, Optional<Instant>> chosenAt = Objects.requireNonNull(credentials
                .chosenAt(batch.stream()
                        .map(incoming -> incoming.event().getSub())
                        .collect(Collectors.toSet()))
                .block(limit));
        try (OpenedPasswords opened = new OpenedPasswords()) {
            Set<UUID> failed = new HashSet<>();
            for (Incoming<CredentialRequested> incoming : batch) {
                open(incoming, chosenAt, opened, failed, outgoing);
            }
            List<Credentials.Hashed> hashed =
                    opened.hashWith(password -> metrics.timed(() -> hasher.hash(password)), pool);
            Set<UUID> unstorable = store(hashed);
            batch.stream()
                    .filter(incoming -> unstorable.contains(incoming.event().getSub()))
                    .forEach(incoming -> outgoing.deadLetter(incoming.record(), DeadLetterCause.UNSTORABLE));
            hashed.forEach(credential -> failed.remove(credential.sub()));
            failed.addAll(unstorable);
            credentials.fail(failed).block(limit);
            metrics.ready(hashed.size() - unstorable.size());
            metrics.failed(failed.size());
        }
    }

    /** Stores them; returns the users of those that the database refuses, each found by halving. */
    private Set<UUID> store(List<Credentials.Hashed> hashed) {
        try {
            credentials.store(hashed).block(limit);
            return Set.of();
        } catch (UnstorableException e) {
            if (hashed.size() == 1) {
                return Set.of(hashed.get(0).sub());
            }
            int middle = hashed.size() / 2;
            Set<UUID> unstorable = new HashSet<>(store(hashed.subList(0, middle)));
            unstorable.addAll(store(hashed.subList(middle, hashed.size())));
            return unstorable;
        }
    }

    private void open(
            Incoming<CredentialRequested> incoming,
            Map<UUID, Optional<Instant>> chosenAt,
            OpenedPasswords opened,
            Set<UUID> failed,
            Outgoing outgoing) {
        CredentialRequested request = incoming.event();
        Optional<Instant> stored = chosenAt.get(request.getSub());
        if (stored == null) {
            outgoing.deadLetter(incoming.record(), DeadLetterCause.USER_UNKNOWN);
        } else if (!SoundTime.isSound(request.getRequestedAt())) {
            failed.add(request.getSub());
            outgoing.deadLetter(incoming.record(), DeadLetterCause.SENSELESS);
        } else if (stored.filter(at -> !at.isBefore(request.getRequestedAt())).isEmpty()) {
            opener.open(request.getSealedPassword(), request.getCauseId())
                    .ifPresentOrElse(
                            password -> opened.add(request.getSub(), request.getRequestedAt(), password), () -> {
                                failed.add(request.getSub());
                                outgoing.deadLetter(incoming.record(), DeadLetterCause.UNOPENABLE);
                            });
        }
    }
}
