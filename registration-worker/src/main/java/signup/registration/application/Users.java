package signup.registration.application;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import signup.registration.model.Claims;
import signup.registration.model.Code;
import signup.registration.model.CodeKey;
import signup.registration.model.CodeUse;
import signup.registration.model.Decided;
import signup.registration.model.MailBounds;
import signup.registration.model.NewUser;
import signup.registration.model.Registration;
import signup.registration.model.RequestedMail;
import signup.registration.model.TakenKeys;

/** The users and the decisions that made them. */
public interface Users {

    /**
     * Does the work in one database transaction: all of it is kept, or nothing.
     *
     * <p>Does it again when another transaction was in the way; so the work must be repeatable. Fails with {@link
     * UnstorableException} when the database refuses what the work wants to keep, with {@link ContentionException} when
     * others stay in the way, and with anything else when the database cannot be had. Each try ends within the database's
     * time limit.
     */
    <T> Mono<T> inOneTransaction(Function<Transaction, Mono<T>> work);

    /** What may be done in a transaction: one statement a method, for a whole batch. */
    interface Transaction {

        /** The decisions that these signups already have. */
        Mono<Map<UUID, Decided>> decisionsOf(Collection<UUID> signupIds);

        /**
         * Spends the challenges of these signups, for each the first that presents it.
         *
         * @return the signups whose challenge another signup has spent
         */
        Mono<Set<UUID>> spendChallenges(List<Registration> registrations, Instant at);

        /** Those of these signups whose challenge another signup has spent. */
        Mono<Set<UUID>> spentByOthers(List<Registration> registrations);

        /**
         * The codes of these names, as they are when nobody else can use them until this transaction ends; those of
         * unlimited use are not held. All transactions hold them in the same order, and after their challenges.
         */
        Mono<List<Code>> holdCodes(Collection<CodeKey> keys);

        /** The codes of these names as they are. */
        Mono<List<Code>> codes(Collection<CodeKey> keys);

        /** Records these uses of codes that are held. */
        Mono<Void> useCodes(List<CodeUse> uses, Instant at);

        /**
         * Inserts in this order those whose keys are free; of equal ones the first.
         *
         * @return the numeric ids of those inserted, by {@code sub}
         */
        Mono<Map<UUID, Long>> insert(List<NewUser> users, Instant at);

        /** Which of these keys belong to users. */
        Mono<TakenKeys> takenOf(List<Claims> claims);

        /** Puts the pictures of these users into the queue of avatars to be made. */
        Mono<Void> queueAvatars(List<NewUser> users, Instant at);

        /**
         * Requests mails to the users who have the addresses of these signups: one a user, and none to a user who was
         * made, or for whom one was requested, too lately for these bounds, or often enough.
         */
        Mono<Void> requestMails(List<Registration> refused, MailBounds bounds, Instant at);

        /** The mails that were requested because of these signups, by signup. */
        Mono<Map<UUID, RequestedMail>> requestedMails(Collection<UUID> signupIds);

        /** Records the decisions; fails with {@link ContentionException} when one of them is already taken. */
        Mono<Void> record(List<Decided> decisions);
    }
}
