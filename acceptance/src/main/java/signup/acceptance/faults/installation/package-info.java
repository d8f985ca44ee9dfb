/** A whole installation of child processes, each of which can be killed, stopped, frozen and started again. */
@NullMarked
package signup.acceptance.faults.installation;

import org.jspecify.annotations.NullMarked;
