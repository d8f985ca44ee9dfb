/** The settings of the ingress, one record per feature. */
@NullMarked
package signup.ingress.settings;

import org.jspecify.annotations.NullMarked;
