/** Making avatars of the pictures that users gave, inline or by URL, beside the signups' way. */
@NullMarked
package signup.registration.avatar;

import org.jspecify.annotations.NullMarked;
