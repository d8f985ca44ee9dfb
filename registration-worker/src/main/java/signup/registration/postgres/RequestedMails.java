package signup.registration.postgres;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;
import signup.registration.model.MailBounds;
import signup.registration.model.Purpose;
import signup.registration.model.Registration;
import signup.registration.model.RequestedMail;

/** Requesting mails to users whose address was signed up again, within a transaction. */
record RequestedMails(Connection connection) {

    private static final String REQUEST = """
            insert into registration.requested_mails (signup_id, sub, purpose, requested_at)
            select distinct on (u.sub)
                   given.signup_id,
                   u.sub,
                   case when u.status <> 'pending' then 'ALREADY_REGISTERED'
                        when u.mail_purpose = 'REGISTRATION' then 'REGISTRATION'
                        else 'CONFIRMATION' end,
                   $4
            from unnest($1::uuid[], $2::text[]) with ordinality as given (signup_id, email_key, position)
                 join registration.users u on u.email_key = given.email_key
            where u.created_at <= $3
              and not exists (select from registration.requested_mails earlier
                              where earlier.sub = u.sub and earlier.requested_at > $3)
              and $6 > (select count(*) from registration.requested_mails earlier
                        where earlier.sub = u.sub and earlier.requested_at > $5)
            order by u.sub, given.position
            on conflict do nothing
            """;

    private static final String REQUESTED = """
            select m.signup_id, m.sub, m.purpose, m.requested_at, u.email, u.locale
            from registration.requested_mails m
                 join registration.users u on u.sub = m.sub
            where m.signup_id = any ($1)
            """;

    /** See {@link signup.registration.application.Users.Transaction#requestMails}. */
    Mono<Void> request(List<Registration> refused, MailBounds bounds, Instant at) {
        if (refused.isEmpty()) {
            return Mono.empty();
        }
        Statement statement = Rows.bind(refused, connection.createStatement(REQUEST))
                .uuid(Registration::signupId)
                .text(registration -> registration.identity().email())
                .statement();
        statement
                .bind(2, bounds.cooledDown())
                .bind(3, at)
                .bind(4, bounds.dayBegan())
                .bind(5, bounds.mailsPerDay());
        return Statements.count(statement).then();
    }

    /** Those that were requested because of these signups, by signup. */
    Mono<Map<UUID, RequestedMail>> of(Collection<UUID> signupIds) {
        Statement statement = connection.createStatement(REQUESTED).bind(0, signupIds.toArray(UUID[]::new));
        return Statements.rows(
                        statement,
                        row -> new RequestedMail(
                                UserRows.value(row, "signup_id", UUID.class),
                                UserRows.value(row, "sub", UUID.class),
                                Purpose.valueOf(UserRows.value(row, "purpose", String.class)),
                                row.get("email", String.class),
                                UserRows.value(row, "locale", String.class),
                                UserRows.value(row, "requested_at", Instant.class)))
                .collectMap(RequestedMail::signupId);
    }
}
