-- Who was signed up by somebody unknown is owed a mail to choose a password with, also when the address is signed up again.
-- Wider than before, so instances of the version before go on working; rows that are there need no check.
alter table requested_mails
    drop constraint requested_mails_purpose_check,
    add constraint requested_mails_purpose_check
        check (purpose in ('CONFIRMATION', 'REGISTRATION', 'ALREADY_REGISTERED')) not valid;
