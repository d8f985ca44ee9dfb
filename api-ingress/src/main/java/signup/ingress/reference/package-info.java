/** The API reference: its document, and a page to read it. */
@NullMarked
package signup.ingress.reference;

import org.jspecify.annotations.NullMarked;
