/** What every side knows afterwards (clients, topics, tables, mailbox), and whether they agree. */
@NullMarked
package signup.acceptance.faults.evidence;

import org.jspecify.annotations.NullMarked;
