/** The two signup contracts of SelfCommunity: SSO signup and account creation. */
@NullMarked
package signup.ingress.dialect.selfcommunity;

import org.jspecify.annotations.NullMarked;
