/** What each dialect answers to what, row by row; the rows are texts in the resource folder {@code conformance}. */
@NullMarked
package signup.acceptance.conformance;

import org.jspecify.annotations.NullMarked;
