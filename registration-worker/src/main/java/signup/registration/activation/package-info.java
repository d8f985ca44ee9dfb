/** Mailed links: spent once, they confirm an address or bring a chosen password. */
@NullMarked
package signup.registration.activation;

import org.jspecify.annotations.NullMarked;
