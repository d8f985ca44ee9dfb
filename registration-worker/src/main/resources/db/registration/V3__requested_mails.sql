-- A signup through the native dialect of an address that has a user: its client hears nothing, the user gets a mail.
create table requested_mails (
    signup_id    uuid primary key,
    sub          uuid        not null,
    purpose      text        not null check (purpose in ('CONFIRMATION', 'ALREADY_REGISTERED')),
    requested_at timestamptz not null
);
comment on table requested_mails is 'Mails to users whose address was signed up again; kept, so that a redelivery requests the same.';

create index requested_mails_of_user on requested_mails (sub, requested_at);
