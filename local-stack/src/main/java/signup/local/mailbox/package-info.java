/** The mail sink: takes every mail by SMTP, keeps it on disk, and shows it. */
@NullMarked
package signup.local.mailbox;

import org.jspecify.annotations.NullMarked;
