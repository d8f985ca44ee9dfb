/** What the services agree on: topics, headers, identity keys, and how passwords are sealed. */
@NullMarked
package signup.schemas;

import org.jspecify.annotations.NullMarked;
