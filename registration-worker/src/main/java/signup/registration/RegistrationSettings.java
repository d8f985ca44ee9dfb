package signup.registration;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import signup.registration.model.Dialect;
import signup.registration.model.Uniqueness;
import signup.schemas.tokens.AccessTokenPolicy;

/**
 * The registration worker's settings, under {@code signup}. What concerns Kafka clients and the connection pool stands
 * under {@code spring.kafka} and {@code spring.r2dbc} in {@code application.yml}, each with the reason for its value.
 *
 * @param publicUrl where clients reach the ingress; avatars' addresses start with it. The role
 *     {@code registration} requires it
 * @param worker what this instance is
 * @param topics who makes the topics
 * @param keys where keys are
 * @param database time limits of the database
 * @param registration how signups are decided
 * @param credential how passwords are hashed
 * @param activation how mailed links are acted on
 * @param auth who may manage codes on the management port
 * @param avatar how avatars are made
 */
@ConfigurationProperties("signup")
public record RegistrationSettings(
        @Nullable URI publicUrl,
        @DefaultValue Worker worker,
        @DefaultValue Topics topics,
        @DefaultValue Keys keys,
        @DefaultValue Database database,
        @DefaultValue Registration registration,
        @DefaultValue Credential credential,
        @DefaultValue Activation activation,
        @DefaultValue Auth auth,
        @DefaultValue Avatar avatar) {

    /** How many consumers there are at most in this instance, all roles together. */
    public int consumers() {
        return registration.concurrency() + credential.consumers() + activation.concurrency();
    }

    /**
     * The value of a key that this instance's roles require.
     *
     * @throws IllegalStateException naming the key when there is none
     */
    public static <T> T required(String key, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException(
                    "Set " + key + ": the roles of this instance (signup.worker.roles) need it");
        }
        return value;
    }

    /**
     * What this instance is.
     *
     * @param roles what it does; default all. Take roles apart to scale hashing by itself, or to keep private keys away
     *     from the instances that decide signups
     * @param instanceId names the instance in transactional ids: stable over restarts, unique among live instances.
     *     Default: host name and server port
     * @param retryFirst the pause before a failed batch comes back; default 100 ms, tripled at each failure
     * @param retryLongest the longest such pause; default 5 s, at most 30 s: a consumer does not poll meanwhile, and a
     *     rebalance waits for it
     */
    public record Worker(
            @DefaultValue Set<Role> roles,
            @Nullable String instanceId,
            @DefaultValue("100ms") Duration retryFirst,
            @DefaultValue("5s") Duration retryLongest) {

        private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

        public Worker {
            roles = roles.isEmpty() ? Set.of(Role.values()) : Set.copyOf(roles);
            if (retryLongest.compareTo(LONGEST_RETRY) > 0 || retryFirst.compareTo(retryLongest) > 0) {
                throw new IllegalArgumentException("signup.worker.retry-longest is at most " + LONGEST_RETRY.toSeconds()
                        + " s, and signup.worker.retry-first no longer than that");
            }
        }
    }

    /**
     * Who makes the topics.
     *
     * @param create whether the worker creates missing topics at start; default false: it then only says which are
     *     missing, and waits for them
     */
    public record Topics(@DefaultValue("false") boolean create) {}

    /**
     * Where keys are.
     *
     * @param folder holds {@code password/<id>.private.pem}, the keys that open passwords; default {@code keys}. Only the
     *     role {@code credential} reads it
     */
    public record Keys(@DefaultValue("keys") Path folder) {}

    /**
     * Time limits of the database. They keep a stopped or hanging part from holding up the others.
     *
     * @param statementTimeout of one statement, enforced by the server; default 10 s. Raise it with the size of batches
     * @param lockTimeout of waiting for another transaction's row; default 300 ms, below the server's {@code
     *     deadlock_timeout} (1 s), so that batches whose keys cross give way quickly and are run again
     * @param idleInTransactionTimeout after which the server ends the transaction of a worker that was stopped in it;
     *     default 5 s
     * @param transactionTimeout of a whole transaction, enforced here; default 15 s. The connection is then closed
     * @param batchTimeout of all transactions that a batch may need, when it is halved or meets contention; default 1 min
     */
    public record Database(
            @DefaultValue("10s") Duration statementTimeout,
            @DefaultValue("300ms") Duration lockTimeout,
            @DefaultValue("5s") Duration idleInTransactionTimeout,
            @DefaultValue("15s") Duration transactionTimeout,
            @DefaultValue("1m") Duration batchTimeout) {}

    /**
     * How signups are decided.
     *
     * @param concurrency consumers of {@code signup.requested} in this instance; default 2. More only help while the
     *     database has cores to spare
     * @param maxPollRecords the largest batch; default 1000
     * @param mailCooldown how long the owner of an address gets no further mail because somebody signs it up again
     *     through the native dialect; default 1 min
     * @param requestedMailsKept how long it is remembered that such a mail was requested, at least a day and no shorter than
     *     the cooldown; default 30 days. Keep it above the retention of {@code signup.requested}, so that a redelivery
     *     requests the same mail
     * @param mailsPerDay how many such mails an owner gets in 24 hours at most; default 5
     * @param unique which keys each dialect claims: {@code unique.<dialect>.{username,email,ext-id}}; default all
     */
    public record Registration(
            @DefaultValue("2") int concurrency,
            @DefaultValue("1000") int maxPollRecords,
            @DefaultValue("1m") Duration mailCooldown,
            @DefaultValue("30d") Duration requestedMailsKept,
            @DefaultValue("5") int mailsPerDay,
            @DefaultValue Map<Dialect, Unique> unique) {

        private static final Duration SHORTEST_MEMORY = Duration.ofDays(1);

        public Registration {
            requireAtLeast(1, "signup.registration.concurrency", concurrency);
            requireAtLeast(1, "signup.registration.max-poll-records", maxPollRecords);
            if (requestedMailsKept.compareTo(mailCooldown) < 0 || requestedMailsKept.compareTo(SHORTEST_MEMORY) < 0) {
                throw new IllegalArgumentException("signup.registration.requested-mails-kept is at least a day, and no"
                        + " shorter than signup.registration.mail-cooldown");
            }
        }

        /** Which keys the users of a dialect claim, as settings. */
        public record Unique(
                @DefaultValue("true") boolean username,
                @DefaultValue("true") boolean email,
                @DefaultValue("true") boolean extId) {

            /** As the model has it. */
            public Uniqueness toModel() {
                return new Uniqueness(username, email, extId);
            }
        }
    }

    /**
     * How passwords are hashed.
     *
     * @param concurrency passwords hashed at once in this instance, each on one core and in its memory; default 0: as many
     *     as cores. There are as many consumers of {@code credential.requested}, and two at least, that share these threads:
     *     while one stores and commits, the batches of the others are hashed
     * @param maxPollRecords the largest batch of one consumer; default 16. Before hashing waits for signups, what the
     *     consumers have taken is hashed: some 0.3 s of work
     * @param yieldAbove hashing waits while more signups than this wait for their decision on this instance, or come to it
     *     within a tenth of a second; default 100. Twenty cores would hash the passwords of 1,000 signups a second
     * @param yieldAtMost after which hashing goes on even so; default 1 minute
     * @param argon2 the parameters of new hashes
     */
    public record Credential(
            @DefaultValue("0") int concurrency,
            @DefaultValue("16") int maxPollRecords,
            @DefaultValue("100") long yieldAbove,
            @DefaultValue("1m") Duration yieldAtMost,
            @DefaultValue Argon2 argon2) {

        public Credential {
            requireAtLeast(0, "signup.credential.concurrency", concurrency);
            requireAtLeast(1, "signup.credential.max-poll-records", maxPollRecords);
        }

        /** How many passwords are hashed at once: {@link #concurrency}, with 0 resolved. */
        public int threads() {
            return concurrency > 0 ? concurrency : Runtime.getRuntime().availableProcessors();
        }

        /** As many as {@link #threads}, but never a single one: no thread would hash while it stores and commits. */
        public int consumers() {
            return Math.max(2, threads());
        }

        /**
         * Argon2id's parameters (RFC 9106). Old hashes keep theirs.
         *
         * @param memory per hash; default 19 MiB
         * @param iterations passes over it; default 2
         * @param parallelism lanes; default 1
         */
        public record Argon2(
                @DefaultValue("19MB") DataSize memory,
                @DefaultValue("2") int iterations,
                @DefaultValue("1") int parallelism) {}
    }

    /**
     * How mailed links are acted on.
     *
     * @param concurrency consumers of {@code activation.requested} in this instance; default 1
     * @param maxPollRecords the largest batch; default 200
     */
    public record Activation(
            @DefaultValue("1") int concurrency,
            @DefaultValue("200") int maxPollRecords) {

        public Activation {
            requireAtLeast(1, "signup.activation.concurrency", concurrency);
            requireAtLeast(1, "signup.activation.max-poll-records", maxPollRecords);
        }
    }

    /**
     * Who may manage codes on the management port: whoever may register users, so the keys are the ingress's.
     *
     * @param jwt how bearer tokens are checked
     * @param adminUserIds the {@code user_id}s whose tokens are an admin's without saying so; default none
     */
    public record Auth(@DefaultValue Jwt jwt, @DefaultValue Set<Long> adminUserIds) {

        public Auth {
            adminUserIds = Set.copyOf(adminUserIds);
        }

        /**
         * How bearer tokens are checked. Without a secret and a JWKS URI, none is good, and nobody manages codes here.
         *
         * @param secret shared secret of HS256 tokens, 32 bytes or more in UTF-8; default none
         * @param jwksUri where the keys of RS256 and ES256 tokens are; default none
         * @param issuer the {@code iss} that JWKS tokens must have; default any
         * @param audience an {@code aud} that JWKS tokens must have; default any
         * @param clockSkew by how much clocks may differ; default 30 s
         */
        public record Jwt(
                @Nullable String secret,
                @Nullable URI jwksUri,
                @Nullable String issuer,
                @Nullable String audience,
                @DefaultValue("30s") Duration clockSkew) {

            /** As tokens are checked by it. */
            public AccessTokenPolicy toPolicy() {
                return new AccessTokenPolicy(secret, jwksUri, issuer, audience, clockSkew);
            }

            @Override
            public String toString() {
                return "Jwt[***]";
            }
        }
    }

    /**
     * How avatars are made of the pictures that users give.
     *
     * @param concurrency pictures fetched at once by this instance; default 4. One at a time is decoded, whatever this is
     * @param perHost of them from one host; default 2
     * @param fetchTimeout of one fetch: names, redirects and all bytes; default 10 s
     * @param maxBytes of a picture that is fetched; default 5 MiB
     * @param maxPixels of a picture as it comes; default 25,000,000. WebP has 4,194,304 at most, as decoding it takes some
     *     25 bytes a pixel; a progressive JPEG takes 6, outside of the heap
     * @param ports that are connected to; default 80 and 443
     * @param allowedNetworks from which pictures are fetched though they are not public, such as {@code 10.1.2.0/24}: an
     *     intranet's picture server. Default none. Never link-local or metadata addresses
     * @param lease how long a crashed worker's avatars wait for another; default 1 min, at least twice {@code fetchTimeout}
     * @param pollInterval how often to look for avatars to be made; default 500 ms
     * @param retry when it is tried again
     */
    public record Avatar(
            @DefaultValue("4") int concurrency,
            @DefaultValue("2") int perHost,
            @DefaultValue("10s") Duration fetchTimeout,
            @DefaultValue("5MB") DataSize maxBytes,
            @DefaultValue("25000000") long maxPixels,
            @DefaultValue({"80", "443"}) Set<Integer> ports,
            @DefaultValue List<String> allowedNetworks,
            @DefaultValue("1m") Duration lease,
            @DefaultValue("500ms") Duration pollInterval,
            @DefaultValue Retry retry) {

        public Avatar {
            requireAtLeast(1, "signup.avatar.concurrency", concurrency);
            requireAtLeast(1, "signup.avatar.per-host", perHost);
            if (lease.compareTo(fetchTimeout.multipliedBy(2)) < 0) {
                throw new IllegalArgumentException(
                        "signup.avatar.lease is at least twice signup.avatar.fetch-timeout, or two workers fetch one picture");
            }
        }

        /**
         * When what failed for a passing reason (names, connections, time-outs, 5xx) is tried again.
         *
         * @param firstDelay after the first attempt; default 10 s, tripled at each further
         * @param maxDelay the longest; default 1 h
         * @param maxAttempts after which it is given up; default 8, some two hours
         */
        public record Retry(
                @DefaultValue("10s") Duration firstDelay,
                @DefaultValue("1h") Duration maxDelay,
                @DefaultValue("8") int maxAttempts) {

            public Retry {
                requireAtLeast(1, "signup.avatar.retry.max-attempts", maxAttempts);
            }
        }
    }

    private static void requireAtLeast(int least, String key, int value) {
        if (value < least) {
            throw new IllegalArgumentException(key + " is at least " + least + ", not " + value);
        }
    }
}
