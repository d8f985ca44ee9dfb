/** Users and decisions in PostgreSQL: one multi-row statement per table, through R2DBC. */
@NullMarked
package signup.registration.postgres;

import org.jspecify.annotations.NullMarked;
