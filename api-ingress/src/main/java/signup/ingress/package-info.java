/** The HTTP front of the pipeline: it reads signup requests, publishes them, and answers with the decision. */
@NullMarked
package signup.ingress;

import org.jspecify.annotations.NullMarked;
