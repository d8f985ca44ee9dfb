/** What operators run once over many signups: replaying a topic, emitting users again; bounded, paced and reported. */
@NullMarked
package signup.registration.replay;

import org.jspecify.annotations.NullMarked;
