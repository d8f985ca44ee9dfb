/** The embedded default: broker, database, registry and mail sink as child processes, then the services. */
@NullMarked
package signup.local;

import org.jspecify.annotations.NullMarked;
